/**
 * Alarms: severities and statuses as the wire speaks them, and the fuller state kept inside
 * (OPC UA Part 9 / ISA-18.2: active and acknowledged apart, shelved, suppressed, out of service).
 */
import { z } from 'zod';

export const severities = ['CRITICAL', 'MAJOR', 'MINOR', 'WARNING'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

export const alarmStatuses = ['ACTIVE', 'ACKNOWLEDGED', 'CLEARED'] as const;
export const alarmStatusSchema = z.enum(alarmStatuses);
export type AlarmStatus = z.infer<typeof alarmStatusSchema>;

/** Fragment `valvomo_AlarmState`. The wire's three statuses are a view of it: {@link wireStatus}. */
export const alarmStateSchema = z.object({
  /** The condition holds now. */
  active: z.boolean(),
  /** Somebody has taken notice. Stays false after the condition ended, until somebody does. */
  acknowledged: z.boolean(),
  /** Hidden by a person for a time, with reason; comes back by itself. */
  shelved: z.object({ untilMs: z.number().int(), reason: z.string(), by: z.string() }).nullable(),
  /** Recorded but not announced, because of maintenance or a parent that is itself in alarm. */
  suppressed: z.enum(['maintenance', 'parent']).nullable(),
  outOfService: z.boolean(),
  /** It ended and the same condition was raised again since, under a newer id, which stands for both. */
  superseded: z.boolean(),
});
export type AlarmState = z.infer<typeof alarmStateSchema>;

/** The wire's status for a state. */
export function wireStatus(state: Pick<AlarmState, 'active' | 'acknowledged'>): AlarmStatus {
  if (!state.active) return 'CLEARED';
  return state.acknowledged ? 'ACKNOWLEDGED' : 'ACTIVE';
}

/**
 * Open in the console, one row a condition: it holds now, or it ended and nobody has acknowledged it.
 * What is suppressed is recorded only.
 */
export function isOpen(state: Pick<AlarmState, 'active' | 'acknowledged' | 'suppressed' | 'superseded'>): boolean {
  const waits = !state.acknowledged && !state.superseded;
  return state.suppressed === null && (state.active || waits);
}

/**
 * Top-level properties of an alarm on the wire that are the platform's; what a client sends for them in a
 * PUT is ignored, except text, severity and status. Everything else is a fragment.
 */
export const alarmProperties = [
  'id',
  'self',
  'source',
  'type',
  'text',
  'severity',
  'status',
  'time',
  'creationTime',
  'lastUpdated',
  'firstOccurrenceTime',
  'count',
  'history',
  'valvomo_AlarmState',
] as const;

/** What a value alarm is about; lets the console draw the chart around the moment. */
export const alarmCauseSchema = z.object({
  ruleId: z.string(),
  seriesId: z.string().nullable(),
  /** The limit crossed, in the series' unit; null where the condition has none (rate of change, nothing heard). */
  limit: z.number().nullable(),
  /** The value that raised it. */
  value: z.number().nullable(),
  unit: z.string().nullable(),
});
export type AlarmCause = z.infer<typeof alarmCauseSchema>;

export const alarmNoteSchema = z.object({ timeMs: z.number().int(), by: z.string(), text: z.string() });
export type AlarmNote = z.infer<typeof alarmNoteSchema>;

/** The wire's type of an alarm about a device nothing was heard of for too long. */
export const unavailabilityAlarmType = 'c8y_UnavailabilityAlarm';
/** What such an alarm of ours says on the wire: one device's silence, or that of all that hangs on it. The console says it in the person's language. */
export const unavailabilityTexts = { own: 'not heard from', branch: 'not heard from, nor what hangs on it' } as const;

/** Types of the alarms the installation raises about itself: its disk has too little room, or will have none soon. */
export const diskAlarmTypes = { short: 'valvomo_DiskShort', filling: 'valvomo_DiskFilling' } as const;

/** Everything the platform itself says in alarms, as it stands on the wire; the console says it in the person's language. */
export const platformTexts = {
  ...unavailabilityTexts,
  diskShort: 'has little room left on the disk',
  diskFilling: 'will soon have no room left on the disk',
} as const;
/** Types of alarms that say one of these. */
export const platformAlarmTypes: readonly string[] = [unavailabilityAlarmType, ...Object.values(diskAlarmTypes)];

/** An alarm as the console sees it. Times are milliseconds UTC. */
export const consoleAlarmSchema = z.object({
  id: z.string(),
  deviceId: z.string(),
  deviceName: z.string(),
  /** The group the device is in, and its name; null outside of any. */
  groupId: z.string().nullable(),
  place: z.string().nullable(),
  type: z.string(),
  text: z.string(),
  severity: severitySchema,
  state: alarmStateSchema,
  /** When the condition began, in the source's time; a "for N minutes" alarm is raised that much later. */
  sinceMs: z.number().int(),
  /** The latest repetition; of an alarm raised once, that moment. */
  timeMs: z.number().int(),
  count: z.number().int(),
  /** When the condition ended: in the source's time where a rule saw it, else by the core's clock. */
  endedMs: z.number().int().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedMs: z.number().int().nullable(),
  /** Raised from a reading over an hour late: recorded, not announced. */
  late: z.boolean(),
  /** What to do, one step a line. */
  help: z.string(),
  cause: alarmCauseSchema.nullable(),
  /** The latest value of the series it is about. */
  latest: z.object({ value: z.number(), timeMs: z.number().int() }).nullable(),
  notes: z.array(alarmNoteSchema),
});
export type ConsoleAlarm = z.infer<typeof consoleAlarmSchema>;

/** Worst first; among equals those nobody has acknowledged; then the newest. */
export function compareAlarms(one: ConsoleAlarm, other: ConsoleAlarm): number {
  const bySeverity = severities.indexOf(one.severity) - severities.indexOf(other.severity);
  if (bySeverity !== 0) return bySeverity;
  const byNotice = Number(one.state.acknowledged) - Number(other.state.acknowledged);
  return byNotice !== 0 ? byNotice : other.sinceMs - one.sinceMs;
}
