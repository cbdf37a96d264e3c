/** Who is behind a request on the device listener, decided from its credential alone. */
import type { Role } from '#contract/tenants.ts';

export type Caller =
  /** A device with its own secret. `deviceId` is null until a registered device has created its object. */
  | { kind: 'device'; tenant: string; userName: string; deviceId: number | null }
  /** A person or program, only while `deviceListener.applications` is on. */
  | { kind: 'user'; tenant: string; userName: string; role: Role }
  /** The installation's bootstrap credential: may only ask for device credentials. */
  | { kind: 'bootstrap'; tenant: string; userName: string };
