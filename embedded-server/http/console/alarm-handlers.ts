/** Alarms: what is open, what was, and what people do with them. */
import { acknowledgeAlarm, addAlarmNote, clearAlarm, unacknowledgeAlarm } from '../../flows/alarm-changes.ts';
import { alarmJournal, consoleAlarm, openAlarms } from '../../flows/console-alarms.ts';
import { startJob } from '../../flows/job-changes.ts';
import { journalExport } from '../../flows/journal-export.ts';
import type { ConsoleHandlers } from './call.ts';

type AlarmCalls =
  | 'openAlarms'
  | 'alarmJournal'
  | 'exportJournal'
  | 'alarm'
  | 'acknowledgeAlarm'
  | 'unacknowledgeAlarm'
  | 'clearAlarm'
  | 'addAlarmNote';

export const alarmHandlers: Pick<ConsoleHandlers, AlarmCalls> = {
  openAlarms: ({ tenant }) => openAlarms(tenant),
  alarmJournal: ({ tenant }, query) => alarmJournal(tenant, query),
  exportJournal: async ({ tenant, person }, parameters) => ({
    jobId: String(await startJob(tenant, journalExport, parameters, person.user.userName)),
  }),
  alarm: ({ tenant }, { id }) => consoleAlarm(tenant, Number(id)),
  acknowledgeAlarm: ({ tenant, person }, { id }) => acknowledgeAlarm(tenant, Number(id), person.user.userName),
  unacknowledgeAlarm: ({ tenant, person }, { id }) => unacknowledgeAlarm(tenant, Number(id), person.user.userName),
  clearAlarm: ({ tenant, person }, { id }) => clearAlarm(tenant, Number(id), person.user.userName),
  addAlarmNote: ({ tenant, person }, { id, text }) => addAlarmNote(tenant, Number(id), person.user.userName, text),
};
