/** An alarm as devices and applications send it. Pure; bad input is an ExpectedError 'invalid' that names the field. */
import { alarmProperties, alarmStatuses, severities, type AlarmStatus, type Severity } from '#contract/alarms.ts';
import { ExpectedError } from '#contract/errors.ts';
import { isRuleAlarmType } from '#contract/rules.ts';
import { requireDeviceTime, requireFields, requireJsonObject, requireReferenceId, requireText, type JsonObject } from '#contract/wire.ts';

import type { AlarmEdit } from './alarm-decisions.ts';

export interface PostedAlarm {
  deviceId: number;
  type: string;
  text: string;
  severity: Severity;
  status: AlarmStatus;
  timeMs: number;
  /** Never with null in them. */
  fragments: JsonObject;
}

const maxTypeLength = 1000;
const maxTextLength = 100_000;
const ownProperties: ReadonlySet<string> = new Set([...alarmProperties, 'firstOccurenceTime']);

function requireOneOf<Word extends string>(value: unknown, words: readonly Word[], field: string): Word {
  const text = typeof value === 'string' ? value.toUpperCase() : '';
  const word = words.find((known) => known === text);
  if (word === undefined) throw new ExpectedError('invalid', `'${field}' must be one of ${words.join(', ')}`);
  return word;
}

/** Clients write severities in any case. */
export function requireSeverity(value: unknown): Severity {
  return requireOneOf(value, severities, 'severity');
}

export function requireStatus(value: unknown): AlarmStatus {
  return requireOneOf(value, alarmStatuses, 'status');
}

function requireType(value: unknown): string {
  const type = requireText(value, 'type', maxTypeLength);
  if (isRuleAlarmType(type)) throw new ExpectedError('invalid', `'${type.slice(0, 60)}' is kept for alarms of a rule`);
  return type;
}

function fragmentsIn(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ownProperties.has(name)));
}

/** What a POST says. */
export function parseAlarm(body: unknown): PostedAlarm {
  const alarm = requireJsonObject(body, 'an alarm');
  requireFields(alarm, ['severity', 'source', 'text', 'time', 'type']);
  const fragments = Object.entries(fragmentsIn(alarm)).filter(([, content]) => content !== null);
  return {
    deviceId: requireReferenceId(alarm['source'], 'source'),
    type: requireType(alarm['type']),
    text: requireText(alarm['text'], 'text', maxTextLength),
    severity: requireSeverity(alarm['severity']),
    status: alarm['status'] === undefined ? 'ACTIVE' : requireStatus(alarm['status']),
    timeMs: requireDeviceTime(alarm['time']),
    fragments: Object.fromEntries(fragments),
  };
}

/** What a PUT says. What only the platform sets is left out, not refused: clients send back what they read. */
export function parseAlarmEdit(body: unknown): AlarmEdit {
  const alarm = requireJsonObject(body, 'an alarm');
  const { text, severity, status } = alarm;
  return {
    ...(text !== undefined && { text: requireText(text, 'text', maxTextLength) }),
    ...(severity !== undefined && { severity: requireSeverity(severity) }),
    ...(status !== undefined && { status: requireStatus(status) }),
    fragments: fragmentsIn(alarm),
  };
}
