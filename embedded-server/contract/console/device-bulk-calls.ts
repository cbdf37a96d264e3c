/** Devices in bulk: a look at what would be done, and calls that start a job and answer its id. */
import { z } from 'zod';

import { endpoint, idParam } from '../endpoint.ts';

/** The reply of a call that starts a job. */
export const jobStarted = z.object({ jobId: z.string() });

/** Devices one job may change. */
export const mostDevicesAtOnce = 10_000;

const filterSchema = z.object({
  search: z.string().max(100).optional(),
  groupId: z.string().optional(),
  contact: z.enum(['silent']).optional(),
  maintenance: z.stringbool().or(z.boolean()).optional(),
});

/** Which devices, as the list's own filters say it, and how the file is written. */
export const deviceExportSchema = filterSchema.extend({
  /** What the person saw above the list, for the job's title. */
  place: z.string().max(120),
  fileName: z.string().regex(/^[^/\\\p{Cc}]{1,120}\.csv$/u),
  separator: z.enum([',', ';', '\t']),
});

/** Devices picked one by one, or all that a filter of the list shows. */
export const deviceSelectionSchema = z.union([
  z.object({ ids: z.array(idParam.shape.id).min(1).max(mostDevicesAtOnce) }),
  z.object({ filter: filterSchema }),
]);
export type DeviceSelection = z.infer<typeof deviceSelectionSchema>;

/** What of all of them changes; what is not mentioned stays. */
export const bulkChangeSchema = z.object({
  /** With `{name}`, `{type}`, `{group}` and `{n}` (`{nnn}`: with leading zeros) in it. */
  namePattern: z.string().trim().min(1).max(120).optional(),
  type: z.string().trim().max(120).nullable().optional(),
  groupId: z.string().nullable().optional(),
});
export type BulkChange = z.infer<typeof bulkChangeSchema>;

const shownFacts = z.object({ name: z.string(), type: z.string().nullable(), groupName: z.string().nullable() });
export const plannedChangeSchema = z.object({ id: z.string(), before: shownFacts, after: shownFacts });
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

/** Rows of a plan that are shown. */
export const plannedShown = 100;

const sharedFactSchema = z.object({
  /** How many different ones there are among the devices. */
  different: z.number().int(),
  /** The one all of them have; null where they differ, and where none has any. */
  only: z.string().nullable(),
});
export type SharedFact = z.infer<typeof sharedFactSchema>;

export const deviceBulkCalls = {
  /** What of all that can be changed is the same for all of them, to be seen before somebody changes it. */
  sharedFacts: endpoint('POST', '/api/devices/shared', {
    access: 'devices:write',
    body: z.object({ devices: deviceSelectionSchema }),
    reply: z.object({ name: sharedFactSchema, type: sharedFactSchema, group: sharedFactSchema }),
  }),
  /** The list as a file for a spreadsheet. */
  exportDevices: endpoint('POST', '/api/devices/export', { access: 'site:read', body: deviceExportSchema, reply: jobStarted }),
  /** What a change would do to each; nothing is changed. The plan is kept for a day. */
  planDeviceChange: endpoint('POST', '/api/devices/change/plan', {
    access: 'devices:write',
    body: z.object({ devices: deviceSelectionSchema, change: bulkChangeSchema }),
    reply: z.object({
      planId: z.string(),
      /** How many were picked, and how many of them would be different. */
      total: z.number().int(),
      changed: z.number().int(),
      shown: z.array(plannedChangeSchema),
    }),
  }),
  /** Carry a plan out. A device that is not as it was when the plan was made is left out and told of. */
  changeDevices: endpoint('POST', '/api/devices/change', {
    access: 'devices:write',
    body: z.object({ planId: z.string().regex(/^[0-9a-f]{32}$/) }),
    reply: jobStarted,
  }),
  /** Put many into the bin. */
  deleteDevices: endpoint('POST', '/api/devices/delete', {
    access: 'devices:write',
    body: z.object({ devices: deviceSelectionSchema }),
    reply: jobStarted,
  }),
};
