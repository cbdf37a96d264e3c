/** Where in the view one is; all of it stands in the address. */
export interface DevicesPlace {
  group?: string | undefined;
  contact?: 'silent' | undefined;
  /** Only what somebody works at. */
  maintenance?: boolean | undefined;
  device?: string | undefined;
  /** One value of the open device. */
  series?: string | undefined;
  add?: boolean | undefined;
  /** What was deleted is shown beside the list. */
  bin?: boolean | undefined;
  /** A table of devices is imported beside the list. */
  import?: boolean | undefined;
  /** Unknown senders in the place of devices. */
  senders?: boolean | undefined;
  /** The unknown sender whose panel is open, or that a device is made of. */
  sender?: string | undefined;
}
