/**
 * What becomes of an alarm: pure. Every change gives the next alarm, or the very same object when there is
 * nothing to change, so that callers neither write nor audit a repetition.
 *
 * Active and acknowledged are apart: an alarm that ended before anybody acknowledged it stays open in the
 * console (latched) until somebody does, or until the same condition is raised again under a new id.
 */
import { isDeepStrictEqual } from 'node:util';

import { wireStatus, type AlarmCause, type AlarmStatus, type Severity } from '#contract/alarms.ts';

import type { Alarm, AlarmDraft } from './alarm.ts';

export interface RaiseCommand {
  deviceId: number;
  type: string;
  text: string;
  severity: Severity;
  status: AlarmStatus;
  /** When the condition began and when this was noticed, in the source's time; the same for wire alarms. */
  sinceMs: number;
  timeMs: number;
  nowMs: number;
  /** Who sent it; counts as the one who acknowledged when the status says so. */
  by: string;
  maintenance: boolean;
  late: boolean;
  help: string;
  cause: AlarmCause | null;
  fragments: Record<string, unknown>;
}

export type Raised =
  /** The condition is active already: the same alarm, counted once more. */
  | { kind: 'repeated'; alarm: Alarm }
  /** A new instance; `superseded` is what becomes of the one before it, when nobody had acknowledged that yet. */
  | { kind: 'new'; draft: AlarmDraft; superseded: Alarm | null };

function repeated(active: Alarm, command: RaiseCommand): Alarm {
  const hidden = active.state.suppressed === 'maintenance';
  // What is sent during maintenance is not seen on the wire, so it cannot count for an alarm that is.
  if (command.maintenance && !hidden) return active;
  const seen = hidden && !command.maintenance ? unsuppress(active, command.nowMs) : active;
  return { ...seen, count: active.count + 1, timeMs: command.timeMs, updatedMs: command.nowMs };
}

function draft(command: RaiseCommand): AlarmDraft {
  const acknowledged = command.status === 'ACKNOWLEDGED';
  const ended = command.status === 'CLEARED';
  const { deviceId, type, text, severity, timeMs, late, help, cause, fragments } = command;
  return {
    ...{ deviceId, type, text, severity, timeMs, late, help, cause, fragments },
    state: {
      active: !ended,
      acknowledged,
      shelved: null,
      suppressed: command.maintenance ? 'maintenance' : null,
      outOfService: false,
      superseded: false,
    },
    firstMs: command.sinceMs,
    count: 1,
    createdMs: command.nowMs,
    updatedMs: command.nowMs,
    endedMs: ended ? timeMs : null,
    acknowledgedBy: acknowledged ? command.by : null,
    acknowledgedMs: acknowledged ? command.nowMs : null,
    notes: [],
  };
}

function waitsForNotice({ state }: Alarm): boolean {
  return !state.active && !state.acknowledged && !state.superseded;
}

function supersede(alarm: Alarm): Alarm {
  return { ...alarm, state: { ...alarm.state, superseded: true } };
}

/**
 * De-duplication as the wire has it: same source and type while ACTIVE or ACKNOWLEDGED is the same alarm,
 * of the request only the time counts; otherwise a new one.
 * @param newest the newest instance of the same source and type, the only one that can be active.
 */
export function raise(newest: Alarm | undefined, command: RaiseCommand): Raised {
  if (newest?.state.active) return { kind: 'repeated', alarm: repeated(newest, command) };
  return { kind: 'new', draft: draft(command), superseded: newest && waitsForNotice(newest) ? supersede(newest) : null };
}

/** Somebody took notice. */
export function acknowledge(alarm: Alarm, by: string, nowMs: number): Alarm {
  if (alarm.state.acknowledged) return alarm;
  return {
    ...alarm,
    state: { ...alarm.state, acknowledged: true },
    acknowledgedBy: by,
    acknowledgedMs: nowMs,
    updatedMs: nowMs,
  };
}

/** Undo of {@link acknowledge}; an alarm that ended meanwhile is open again. */
export function unacknowledge(alarm: Alarm, nowMs: number): Alarm {
  if (!alarm.state.acknowledged) return alarm;
  return {
    ...alarm,
    state: { ...alarm.state, acknowledged: false },
    acknowledgedBy: null,
    acknowledgedMs: null,
    updatedMs: nowMs,
  };
}

/** The condition is over. Not acknowledged, it stays open in the console. */
export function end(alarm: Alarm, endedMs: number, nowMs: number): Alarm {
  if (!alarm.state.active) return alarm;
  return {
    ...alarm,
    state: { ...alarm.state, active: false },
    endedMs: Math.max(endedMs, alarm.firstMs),
    updatedMs: nowMs,
  };
}

/** A person ends it by hand, which is notice enough: it is not open afterwards. */
export function clearByHand(alarm: Alarm, by: string, nowMs: number): Alarm {
  return acknowledge(end(alarm, nowMs, nowMs), by, nowMs);
}

/** Take back {@link end} on the same instance, for a wire PUT that says so. */
function reopen(alarm: Alarm, nowMs: number): Alarm {
  if (alarm.state.active) return alarm;
  return { ...alarm, state: { ...alarm.state, active: true }, endedMs: null, updatedMs: nowMs };
}

/** What maintenance hid is shown from now on. */
export function unsuppress(alarm: Alarm, nowMs: number): Alarm {
  if (alarm.state.suppressed === null) return alarm;
  return { ...alarm, state: { ...alarm.state, suppressed: null }, updatedMs: nowMs };
}

export function addNote(alarm: Alarm, by: string, text: string, nowMs: number): Alarm {
  return { ...alarm, notes: [...alarm.notes, { timeMs: nowMs, by, text }], updatedMs: nowMs };
}

/** New words of the rule that raised it. */
export function reword(
  alarm: Alarm,
  words: { text: string; severity: Severity; help: string },
  nowMs: number,
): Alarm {
  const { text, severity, help } = alarm;
  if (isDeepStrictEqual({ text, severity, help }, words)) return alarm;
  return { ...alarm, ...words, updatedMs: nowMs };
}

/** Properties to change; those left out stay. A fragment is replaced as a whole, null removes it. */
export interface AlarmEdit {
  text?: string;
  severity?: Severity;
  status?: AlarmStatus;
  fragments?: Record<string, unknown>;
}

export interface Editor {
  name: string;
  /** A person; a device that clears its own alarm has not taken notice of it. */
  person: boolean;
}

function withStatus(alarm: Alarm, status: AlarmStatus, editor: Editor, nowMs: number): Alarm {
  if (status === wireStatus(alarm.state)) return alarm;
  switch (status) {
    case 'ACTIVE':
      return unacknowledge(reopen(alarm, nowMs), nowMs);
    case 'ACKNOWLEDGED':
      return acknowledge(reopen(alarm, nowMs), editor.name, nowMs);
    case 'CLEARED':
      return editor.person ? clearByHand(alarm, editor.name, nowMs) : end(alarm, nowMs, nowMs);
  }
}

function mergeFragments(before: Alarm['fragments'], sent: Record<string, unknown>): Alarm['fragments'] {
  const kept = Object.entries({ ...before, ...sent }).filter(([, content]) => content !== null);
  const merged = Object.fromEntries(kept);
  return isDeepStrictEqual(merged, before) ? before : merged;
}

/** A PUT of the wire. Whether an ended alarm may become active again is for the caller to check ({@link reopens}). */
export function edit(alarm: Alarm, changes: AlarmEdit, editor: Editor, nowMs: number): Alarm {
  const moved = changes.status ? withStatus(alarm, changes.status, editor, nowMs) : alarm;
  const text = changes.text ?? moved.text;
  const severity = changes.severity ?? moved.severity;
  const fragments = changes.fragments ? mergeFragments(moved.fragments, changes.fragments) : moved.fragments;
  const same = text === moved.text && severity === moved.severity && fragments === moved.fragments;
  return same ? moved : { ...moved, text, severity, fragments, updatedMs: nowMs };
}

/** The edit would make an ended alarm active again. */
export function reopens(alarm: Alarm, changes: AlarmEdit): boolean {
  return !alarm.state.active && changes.status !== undefined && changes.status !== 'CLEARED';
}

/** The edit would end an active alarm. */
export function ends(alarm: Alarm, changes: AlarmEdit): boolean {
  return alarm.state.active && changes.status === 'CLEARED';
}
