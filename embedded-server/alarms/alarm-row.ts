/** Rows of the alarms table and alarms: one into the other. */
import { severities, type AlarmCause, type AlarmNote, type AlarmState, type Severity } from '#contract/alarms.ts';

import type { Alarm, AlarmDraft } from './alarm.ts';

export interface AlarmColumns {
  managed_object_id: number;
  type: string;
  text: string;
  /** 1 critical … 4 warning. */
  severity: number;
  active: number;
  acknowledged: number;
  superseded: number;
  shelved_until_ms: number | null;
  shelved_reason: string | null;
  shelved_by: string | null;
  suppressed: AlarmState['suppressed'];
  out_of_service: number;
  first_ms: number;
  time_ms: number;
  count: number;
  created_ms: number;
  updated_ms: number;
  ended_ms: number | null;
  acknowledged_by: string | null;
  acknowledged_ms: number | null;
  late: number;
  help: string;
  cause: string | null;
  notes: string;
  fragments: string;
}

export type AlarmRow = AlarmColumns & { id: number };

export function severityNumber(severity: Severity): number {
  return severities.indexOf(severity) + 1;
}

export function severityOf(number: number): Severity {
  const severity = severities[number - 1];
  if (!severity) throw new Error(`no severity has the number ${number}`);
  return severity;
}

function stateColumns(state: AlarmState) {
  return {
    active: Number(state.active),
    acknowledged: Number(state.acknowledged),
    shelved_until_ms: state.shelved?.untilMs ?? null,
    shelved_reason: state.shelved?.reason ?? null,
    shelved_by: state.shelved?.by ?? null,
    suppressed: state.suppressed,
    out_of_service: Number(state.outOfService),
    superseded: Number(state.superseded),
  };
}

export function columnsOf(alarm: AlarmDraft): AlarmColumns {
  return {
    managed_object_id: alarm.deviceId,
    type: alarm.type,
    text: alarm.text,
    severity: severityNumber(alarm.severity),
    ...stateColumns(alarm.state),
    first_ms: alarm.firstMs,
    time_ms: alarm.timeMs,
    count: alarm.count,
    created_ms: alarm.createdMs,
    updated_ms: alarm.updatedMs,
    ended_ms: alarm.endedMs,
    acknowledged_by: alarm.acknowledgedBy,
    acknowledged_ms: alarm.acknowledgedMs,
    late: Number(alarm.late),
    help: alarm.help,
    cause: alarm.cause && JSON.stringify(alarm.cause),
    notes: JSON.stringify(alarm.notes),
    fragments: JSON.stringify(alarm.fragments),
  };
}

/** Columns that differ between an alarm and what becomes of it. */
export function changedColumns(before: AlarmDraft, after: AlarmDraft): Partial<AlarmColumns> {
  const was = columnsOf(before);
  const entries = Object.entries(columnsOf(after)) as [keyof AlarmColumns, AlarmColumns[keyof AlarmColumns]][];
  return Object.fromEntries(entries.filter(([name, value]) => value !== was[name]));
}

function stateOf(row: AlarmRow): AlarmState {
  const { shelved_until_ms: untilMs, shelved_reason: reason, shelved_by: by } = row;
  return {
    active: row.active === 1,
    acknowledged: row.acknowledged === 1,
    shelved: untilMs === null ? null : { untilMs, reason: reason ?? '', by: by ?? '' },
    suppressed: row.suppressed,
    outOfService: row.out_of_service === 1,
    superseded: row.superseded === 1,
  };
}

export function alarmOf(row: AlarmRow): Alarm {
  return {
    id: row.id,
    deviceId: row.managed_object_id,
    type: row.type,
    text: row.text,
    severity: severityOf(row.severity),
    state: stateOf(row),
    firstMs: row.first_ms,
    timeMs: row.time_ms,
    count: row.count,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
    endedMs: row.ended_ms,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedMs: row.acknowledged_ms,
    late: row.late === 1,
    help: row.help,
    // Written by columnsOf, never by anybody else.
    cause: row.cause === null ? null : (JSON.parse(row.cause) as AlarmCause),
    notes: JSON.parse(row.notes) as AlarmNote[],
    fragments: JSON.parse(row.fragments) as Record<string, unknown>,
  };
}
