/**
 * Managed objects: anything in the inventory. A device is one with fragment `c8y_IsDevice`, a group one
 * with `c8y_IsDeviceGroup`; see https://cumulocity.com/api/core/#tag/Managed-objects.
 */
import { z } from 'zod';

import { counterSwapSchema } from './counter-swaps.ts';

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
  'valvomo_ReplacedBy',
  'c8y_Connection',
] as const;

/** How far a device's word can be trusted right now; decided from arrivals and its learned interval. */
export const contactSchema = z.enum(['never', 'fresh', 'late', 'silent']);
export type Contact = z.infer<typeof contactSchema>;

/** Somebody works at it. Without end, reason and name where the device says so of itself (`responseInterval` of 0 or less). */
export const maintenanceSchema = z.object({
  /** The device or group it was said of. */
  objectId: z.string(),
  objectName: z.string(),
  sinceMs: z.number().int().nullable(),
  untilMs: z.number().int().nullable(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
});
export type ConsoleMaintenance = z.infer<typeof maintenanceSchema>;

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
  maintenance: maintenanceSchema.nullable(),
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
  maintenance: maintenanceSchema.nullable(),
});
export type ConsoleGroup = z.infer<typeof consoleGroupSchema>;

/** How a device lives. Times are ms UTC. */
export const deviceLifeSchema = z.object({
  /** When it should next be heard from; null when it speaks at no pace, or that is not known yet. */
  expectedMs: z.number().int().nullable(),
  supervision: z.object({
    mode: z.enum(['learned', 'required', 'off']),
    /** For `required`. */
    minutes: z.number().nullable(),
    /** Nobody said otherwise of the device, and the site has such alarms switched off. */
    offOnSite: z.boolean(),
    /** When its silence raises an alarm, should it last; null when it does not. */
    alarmAtMs: z.number().nullable(),
    habit: z.enum(['unknown', 'regular', 'irregular']),
  }),
  /** Measurements that arrived over an hour after they were taken, in the last so many days. */
  lateReadings: z.object({
    days: z.number().int(),
    total: z.number().int(),
    newest: z.object({ takenMs: z.number().int(), arrivedMs: z.number().int() }).nullable(),
  }),
  /** The device it hangs on. */
  parent: z.object({ id: z.string(), name: z.string() }).nullable(),
  children: z.array(z.object({ id: z.string(), name: z.string(), contact: contactSchema })),
  /** When its unit was exchanged, the newest first. */
  replacements: z.array(z.object({ id: z.string(), atMs: z.number().int(), by: z.string(), undoable: z.boolean(), counters: z.array(counterSwapSchema) })),
});
export type DeviceLife = z.infer<typeof deviceLifeSchema>;
