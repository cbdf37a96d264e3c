/** Alarms. */
import { z } from 'zod';

import { consoleAlarmSchema, severities } from '../alarms.ts';
import { endpoint, idParam, limit, time } from '../endpoint.ts';
import { journalExportSchema } from '../journal-export.ts';
import { jobStarted } from './device-bulk-calls.ts';

export const alarmCalls = {
  /** Open ones, worst first, then newest; one row a condition. */
  openAlarms: endpoint('GET', '/api/alarms', {
    access: 'site:read',
    reply: z.object({ alarms: z.array(consoleAlarmSchema), total: z.number().int() }),
  }),
  /** All that ever were, newest first; `before` is the `sinceMs` and id of the last one seen. */
  alarmJournal: endpoint('GET', '/api/alarms/journal', {
    access: 'site:read',
    query: z.object({
      beforeMs: time.optional(),
      beforeId: z.string().optional(),
      deviceId: z.string().optional(),
      severity: z.enum(severities).optional(),
      search: z.string().max(100).optional(),
      fromMs: time.optional(),
      toMs: time.optional(),
      limit,
    }),
    reply: z.object({ alarms: z.array(consoleAlarmSchema), more: z.boolean() }),
  }),
  /** Starts a job that writes the journal into a file for a spreadsheet. */
  exportJournal: endpoint('POST', '/api/alarms/journal/export', { access: 'site:read', body: journalExportSchema, reply: jobStarted }),
  alarm: endpoint('GET', '/api/alarms/:id', { access: 'site:read', params: idParam, reply: consoleAlarmSchema }),
  acknowledgeAlarm: endpoint('POST', '/api/alarms/:id/acknowledge', {
    access: 'alarms:write',
    params: idParam,
    reply: consoleAlarmSchema,
  }),
  /** Undo of acknowledge. */
  unacknowledgeAlarm: endpoint('POST', '/api/alarms/:id/unacknowledge', {
    access: 'alarms:write',
    params: idParam,
    reply: consoleAlarmSchema,
  }),
  /** End it by hand; 409 when a rule's condition still holds. */
  clearAlarm: endpoint('POST', '/api/alarms/:id/clear', {
    access: 'alarms:write',
    params: idParam,
    reply: consoleAlarmSchema,
  }),
  addAlarmNote: endpoint('POST', '/api/alarms/:id/notes', {
    access: 'alarms:write',
    params: idParam,
    body: z.object({ text: z.string().trim().min(1).max(1000) }),
    reply: consoleAlarmSchema,
  }),
};
