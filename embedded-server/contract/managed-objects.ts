/**
 * Managed objects: anything in the inventory. A device is one with fragment `c8y_IsDevice`, a group one
 * with `c8y_IsDeviceGroup`; see https://cumulocity.com/api/core/#tag/Managed-objects.
 */
import { z } from 'zod';

/** Properties the platform sets; what a client sends for them is ignored. */
export const platformProperties = [
  'id',
  'self',
  'owner',
  'creationTime',
  'lastUpdated',
  'childDevices',
  'childAssets',
  'childAdditions',
  'deviceParents',
  'assetParents',
  'additionParents',
  'c8y_Availability',
  'c8y_ActiveAlarmsStatus',
  'valvomo_Supervision',
  'c8y_Connection',
] as const;

/** How far a device's word can be trusted right now; decided from arrivals and its learned interval. */
export const contactSchema = z.enum(['never', 'fresh', 'late', 'silent']);
export type Contact = z.infer<typeof contactSchema>;

/** A device as a row of the console's list. Times are ms UTC. */
export const consoleDeviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().nullable(),
  groupId: z.string().nullable(),
  groupName: z.string().nullable(),
  createdMs: z.number().int(),
  /** Last arrival of anything from it. */
  heardMs: z.number().int().nullable(),
  intervalMs: z.number().nullable(),
  contact: contactSchema,
  /** Its worst open alarm, for the symbol in the row. */
  worstAlarmId: z.string().nullable(),
  openAlarms: z.number().int(),
  /** The series it sent first, for the value and trend in the row. */
  firstSeriesId: z.string().nullable(),
  /** The user name it signs in with, or null when it has no credential of its own. */
  credentialName: z.string().nullable(),
});
export type ConsoleDevice = z.infer<typeof consoleDeviceSchema>;

export const consoleGroupSchema = z.object({
  id: z.string(),
  name: z.string(),
  parentId: z.string().nullable(),
  devices: z.number().int(),
});
export type ConsoleGroup = z.infer<typeof consoleGroupSchema>;
