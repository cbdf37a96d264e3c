/** What an audit record says of a changed alarm, in the words of the wire. Pure. */
import { isDeepStrictEqual } from 'node:util';

import { wireStatus } from '#contract/alarms.ts';

import type { Alarm } from './alarm.ts';

/** One entry of an audit record's `changes`. */
export interface AttributeChange {
  attribute: string;
  previousValue: unknown;
  newValue: unknown;
}

function attributes(alarm: Alarm): Record<string, unknown> {
  const { text, severity, state, notes, fragments } = alarm;
  return { ...fragments, text, severity, status: wireStatus(state), acknowledged: state.acknowledged, notes: notes.length };
}

/** Everything a person would call a change; counters and times are left out. */
export function alarmDifferences(before: Alarm, after: Alarm): AttributeChange[] {
  const old = attributes(before);
  const next = attributes(after);
  const names = new Set([...Object.keys(old), ...Object.keys(next)]);
  return [...names]
    .filter((name) => !isDeepStrictEqual(old[name], next[name]))
    .map((name) => ({ attribute: name, previousValue: old[name] ?? null, newValue: next[name] ?? null }));
}
