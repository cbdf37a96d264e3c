/** The audit log of a site: who changed what, when. */
import { z } from 'zod';

import { endpoint, limit, time } from '../endpoint.ts';

export const auditRecordSchema = z.object({
  id: z.string(),
  /** Ms UTC. */
  timeMs: z.number().int(),
  /** Who did it; `main/anna` for somebody of another site, a device's user name for a device. */
  userName: z.string(),
  /** What kind of thing changed, such as `Alarm`, and what was done, such as `Alarm updated`. */
  type: z.string(),
  activity: z.string(),
  text: z.string(),
  /** Id of what changed, where it has one. */
  source: z.string().nullable(),
  /** Of a command or an alarm: the device it was for, as it is called now; null where it is gone or the record is about something else. */
  deviceName: z.string().nullable(),
  changes: z.array(z.object({ attribute: z.string(), previousValue: z.unknown(), newValue: z.unknown() })),
});
export type AuditRecordView = z.infer<typeof auditRecordSchema>;

export const auditCalls = {
  /** Newest first; `beforeMs` and `beforeId` are those of the last one seen. */
  auditRecords: endpoint('GET', '/api/audit', {
    access: 'audit:read',
    query: z.object({
      userName: z.string().max(200).optional(),
      type: z.string().max(100).optional(),
      /** Words in what was done. */
      search: z.string().trim().max(100).optional(),
      fromMs: time.optional(),
      toMs: time.optional(),
      beforeMs: time.optional(),
      beforeId: z.string().regex(/^\d{1,16}$/).optional(),
      limit,
    }),
    reply: z.object({ records: z.array(auditRecordSchema), more: z.boolean() }),
  }),
  /** Whether all records are still as they were written. */
  verifyAudit: endpoint('GET', '/api/audit/verdict', {
    access: 'audit:read',
    reply: z.object({
      records: z.number().int(),
      /** Id of the first record that is not as it was written, or before which one is missing. */
      brokenAt: z.number().int().nullable(),
    }),
  }),
  /** What the records can be narrowed to. */
  auditChoices: endpoint('GET', '/api/audit/choices', {
    access: 'audit:read',
    reply: z.object({ userNames: z.array(z.string()), types: z.array(z.string()) }),
  }),
};
