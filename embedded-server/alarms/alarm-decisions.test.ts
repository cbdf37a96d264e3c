import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { alarmStatuses, isOpen, severities, wireStatus, type AlarmStatus } from '#contract/alarms.ts';

import type { Alarm } from './alarm.ts';
import {
  acknowledge,
  addNote,
  clearByHand,
  edit,
  end,
  ends,
  raise,
  reopens,
  reword,
  unacknowledge,
  unsuppress,
  type RaiseCommand,
} from './alarm-decisions.ts';
import { alarmDifferences } from './alarm-differences.ts';
import { alarmOf, changedColumns, columnsOf, severityNumber, severityOf } from './alarm-row.ts';

function command(change: Partial<RaiseCommand> = {}): RaiseCommand {
  return {
    deviceId: 7,
    type: 'door',
    text: 'door open',
    severity: 'MAJOR',
    status: 'ACTIVE',
    sinceMs: 1000,
    timeMs: 1000,
    nowMs: 1500,
    by: 'device_7',
    maintenance: false,
    late: false,
    help: 'Close it.',
    cause: null,
    fragments: { c8y_Door: { wing: 2 } },
    ...change,
  };
}

function raisedNew(change: Partial<RaiseCommand> = {}, before?: Alarm, id = 1): Alarm {
  const raised = raise(before, command(change));
  if (raised.kind !== 'new') throw new Error('expected a new alarm');
  return { id, ...raised.draft };
}

const person = { name: 'maija', person: true };
const device = { name: 'device_7', person: false };

describe('raising', () => {
  test('begins an active alarm that nobody has acknowledged', () => {
    const alarm = raisedNew({ sinceMs: 400 });
    expect(alarm).toMatchObject({ count: 1, firstMs: 400, timeMs: 1000, createdMs: 1500, updatedMs: 1500, endedMs: null });
    expect(wireStatus(alarm.state)).toBe('ACTIVE');
    expect(isOpen(alarm.state)).toBe(true);
  });

  test.each(['ACTIVE', 'ACKNOWLEDGED'] as const)('again while %s counts on the same alarm, and nothing else of it', (status) => {
    const before = raisedNew({ status });
    const again = command({ timeMs: 9000, nowMs: 9100, severity: 'CRITICAL', text: 'other', status: 'CLEARED', fragments: { x: 1 } });
    expect(raise(before, again)).toEqual({
      kind: 'repeated',
      alarm: { ...before, count: 2, timeMs: 9000, updatedMs: 9100 },
    });
  });

  test('again after it was cleared is a new alarm', () => {
    const before = end(raisedNew(), 2000, 2000);
    expect(raise(before, command({ timeMs: 3000, sinceMs: 3000 }))).toMatchObject({ kind: 'new', draft: { count: 1, firstMs: 3000 } });
  });

  test('again stands for the one before, if nobody had acknowledged that', () => {
    const ended = end(raisedNew(), 2000, 2000);
    const { superseded } = raise(ended, command()) as { superseded: Alarm };
    expect(isOpen(ended.state)).toBe(true);
    expect(isOpen(superseded.state)).toBe(false);
    expect(superseded.state.acknowledged).toBe(false);
  });

  test.each([
    ['acknowledged', acknowledge(end(raisedNew(), 2000, 2000), 'maija', 2100)],
    ['superseded already', { ...end(raisedNew(), 2000, 2000), state: { ...end(raisedNew(), 2000, 2000).state, superseded: true } }],
  ])('again leaves alone the one before when it was %s', (_, before) => {
    expect(raise(before, command())).toMatchObject({ kind: 'new', superseded: null });
  });

  test('acknowledged from the start says by whom', () => {
    const alarm = raisedNew({ status: 'ACKNOWLEDGED' });
    expect(alarm).toMatchObject({ acknowledgedBy: 'device_7', acknowledgedMs: 1500, state: { acknowledged: true } });
  });

  test('cleared from the start is over, and waits for notice', () => {
    const alarm = raisedNew({ status: 'CLEARED' });
    expect(alarm.endedMs).toBe(1000);
    expect(wireStatus(alarm.state)).toBe('CLEARED');
    expect(isOpen(alarm.state)).toBe(true);
  });
});

describe('maintenance', () => {
  test('records without showing', () => {
    const alarm = raisedNew({ maintenance: true });
    expect(alarm.state).toMatchObject({ active: true, suppressed: 'maintenance' });
    expect(isOpen(alarm.state)).toBe(false);
  });

  test('counts on what is hidden, and leaves alone what is seen', () => {
    const hidden = raisedNew({ maintenance: true });
    expect(raise(hidden, command({ maintenance: true }))).toMatchObject({ alarm: { count: 2, state: { suppressed: 'maintenance' } } });
    const seen = raisedNew();
    expect(raise(seen, command({ maintenance: true }))).toEqual({ kind: 'repeated', alarm: seen });
  });

  test('once over, shows what is still active', () => {
    const hidden = raisedNew({ maintenance: true });
    expect(isOpen(unsuppress(hidden, 5000).state)).toBe(true);
    expect(raise(hidden, command())).toMatchObject({ alarm: { count: 2, state: { suppressed: null } } });
  });
});

describe('acknowledging', () => {
  test('says who and when, once', () => {
    const alarm = acknowledge(raisedNew(), 'maija', 3000);
    expect(alarm).toMatchObject({ acknowledgedBy: 'maija', acknowledgedMs: 3000 });
    expect(wireStatus(alarm.state)).toBe('ACKNOWLEDGED');
    expect(acknowledge(alarm, 'pekka', 4000)).toBe(alarm);
  });

  test('closes what ended before, and its undo opens it again', () => {
    const ended = end(raisedNew(), 2000, 2000);
    const closed = acknowledge(ended, 'maija', 3000);
    expect([ended, closed, unacknowledge(closed, 4000)].map(({ state }) => isOpen(state))).toEqual([true, false, true]);
    expect(unacknowledge(closed, 4000)).toMatchObject({ acknowledgedBy: null, acknowledgedMs: null, endedMs: 2000 });
  });

  test('is undone once', () => {
    const alarm = raisedNew();
    expect(unacknowledge(alarm, 4000)).toBe(alarm);
  });
});

describe('ending', () => {
  test('an acknowledged alarm closes it', () => {
    expect(isOpen(end(acknowledge(raisedNew(), 'maija', 1600), 2000, 2000).state)).toBe(false);
  });

  test('never comes before the beginning, whatever the clocks say', () => {
    expect(end(raisedNew(), 10, 2000).endedMs).toBe(1000);
  });

  test('happens once', () => {
    const ended = end(raisedNew(), 2000, 2000);
    expect(end(ended, 5000, 5000)).toBe(ended);
  });

  test('by hand is notice taken', () => {
    expect(clearByHand(raisedNew(), 'maija', 2000)).toMatchObject({
      endedMs: 2000,
      acknowledgedBy: 'maija',
      state: { active: false, acknowledged: true },
    });
    expect(isOpen(clearByHand(end(raisedNew(), 1800, 1800), 'maija', 2000).state)).toBe(false);
  });
});

describe('a PUT', () => {
  test('changes text and severity', () => {
    expect(edit(raisedNew(), { text: 'ajar', severity: 'WARNING' }, device, 3000)).toMatchObject({
      text: 'ajar',
      severity: 'WARNING',
      updatedMs: 3000,
    });
  });

  test('replaces a fragment as a whole, removes what is null, keeps the rest', () => {
    const alarm = raisedNew({ fragments: { a: { x: 1, y: 2 }, b: 1, c: 1 } });
    expect(edit(alarm, { fragments: { a: { x: 3 }, b: null } }, device, 3000).fragments).toEqual({ a: { x: 3 }, c: 1 });
  });

  test('that says what is so already changes nothing', () => {
    const alarm = raisedNew();
    const { text, severity } = alarm;
    const same = { text, severity, status: 'ACTIVE', fragments: { c8y_Door: { wing: 2 }, gone: null } } as const;
    expect(edit(alarm, same, device, 3000)).toBe(alarm);
  });

  test('of a device that clears leaves it open for people, of a person does not', () => {
    expect(isOpen(edit(raisedNew(), { status: 'CLEARED' }, device, 3000).state)).toBe(true);
    expect(isOpen(edit(raisedNew(), { status: 'CLEARED' }, person, 3000).state)).toBe(false);
  });

  const moves = alarmStatuses.flatMap((from) => alarmStatuses.map((to) => [from, to] as const));
  test.each(moves)('moves from %s to %s on the wire', (from, to) => {
    const before = edit(raisedNew(), { status: from }, person, 2000);
    const after = edit(before, { status: to }, person, 3000);
    expect(wireStatus(after.state)).toBe(to);
    expect(after.endedMs === null).toBe(to !== 'CLEARED');
    expect(ends(before, { status: to })).toBe(from !== 'CLEARED' && to === 'CLEARED');
    expect(reopens(before, { status: to })).toBe(from === 'CLEARED' && to !== 'CLEARED');
  });
});

test('notes are added, each with its writer', () => {
  const alarm = addNote(addNote(raisedNew(), 'maija', 'one', 2000), 'pekka', 'two', 3000);
  expect(alarm.notes).toEqual([
    { timeMs: 2000, by: 'maija', text: 'one' },
    { timeMs: 3000, by: 'pekka', text: 'two' },
  ]);
});

test('new words of a rule change text, severity and help; the same words nothing', () => {
  const alarm = raisedNew();
  const words = { text: 'too warm', severity: 'CRITICAL', help: 'Look.' } as const;
  expect(reword(alarm, words, 3000)).toMatchObject(words);
  expect(reword(reword(alarm, words, 3000), words, 4000).updatedMs).toBe(3000);
});

describe('differences', () => {
  test('name what changed, before and after, in the words of the wire', () => {
    const before = raisedNew();
    const after = edit(before, { status: 'ACKNOWLEDGED', severity: 'MINOR', fragments: { x: 1 } }, person, 3000);
    expect(alarmDifferences(before, after)).toEqual([
      { attribute: 'severity', previousValue: 'MAJOR', newValue: 'MINOR' },
      { attribute: 'status', previousValue: 'ACTIVE', newValue: 'ACKNOWLEDGED' },
      { attribute: 'acknowledged', previousValue: false, newValue: true },
      { attribute: 'x', previousValue: null, newValue: 1 },
    ]);
  });

  test('leave out counters and times', () => {
    const before = raisedNew();
    expect(alarmDifferences(before, { ...before, count: 5, timeMs: 9, updatedMs: 9 })).toEqual([]);
  });
});

describe('rows', () => {
  test('keep every part of an alarm', () => {
    const full: Alarm = {
      ...raisedNew({ cause: { ruleId: '1', seriesId: '2', limit: 8, value: 9, unit: 'C' }, late: true }),
      state: { active: false, acknowledged: true, shelved: { untilMs: 9, reason: 'r', by: 'b' }, suppressed: 'parent', outOfService: true, superseded: true },
      endedMs: 5000,
      acknowledgedBy: 'maija',
      acknowledgedMs: 4000,
      notes: [{ timeMs: 1, by: 'maija', text: 'ä' }],
    };
    expect(alarmOf({ id: full.id, ...columnsOf(full) })).toEqual(full);
  });

  test('say which of their columns a change touches, and that those are enough', () => {
    const before = raisedNew();
    const after = end(before, 5000, 6000);
    expect(Object.keys(changedColumns(before, after)).sort()).toEqual(['active', 'ended_ms', 'updated_ms']);
    expect({ ...columnsOf(before), ...changedColumns(before, after) }).toEqual(columnsOf(after));
    expect(changedColumns(after, after)).toEqual({});
  });

  test('number severities from the worst', () => {
    expect(severities.map(severityNumber)).toEqual([1, 2, 3, 4]);
    expect(severities.map((severity) => severityOf(severityNumber(severity)))).toEqual([...severities]);
    expect(() => severityOf(0)).toThrow();
  });
});

type Move =
  | { kind: 'raise'; status: AlarmStatus; maintenance: boolean }
  | { kind: 'status'; status: AlarmStatus; byPerson: boolean }
  | { kind: 'acknowledge' | 'unacknowledge' | 'end' | 'clear' | 'unsuppress' };

const moves = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('raise' as const), status: fc.constantFrom(...alarmStatuses), maintenance: fc.boolean() }),
    fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...alarmStatuses), byPerson: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('acknowledge' as const, 'unacknowledge' as const, 'end' as const, 'clear' as const, 'unsuppress' as const) }),
  ),
  { maxLength: 40 },
);

/** The newest instance after a move other than raise, as the flows make it: only an alarm that is there can change. */
function moved(newest: Alarm, move: Exclude<Move, { kind: 'raise' }>, nowMs: number): Alarm {
  switch (move.kind) {
    case 'status':
      return edit(newest, { status: move.status }, move.byPerson ? person : device, nowMs);
    case 'acknowledge':
      return acknowledge(newest, 'maija', nowMs);
    case 'unacknowledge':
      return unacknowledge(newest, nowMs);
    case 'end':
      return end(newest, nowMs, nowMs);
    case 'clear':
      return clearByHand(newest, 'maija', nowMs);
    case 'unsuppress':
      return unsuppress(newest, nowMs);
  }
}

test('whatever happens to a condition: one active instance and one open row at most, counts never fall, states agree', () => {
  fc.assert(
    fc.property(moves, (story) => {
      const instances: Alarm[] = [];
      const put = (alarm: Alarm) => {
        const before = instances[alarm.id];
        expect(alarm.count).toBeGreaterThanOrEqual(before?.count ?? 1);
        expect(alarm.firstMs).toBe(before?.firstMs ?? alarm.firstMs);
        instances[alarm.id] = alarm;
      };
      story.forEach((move, index) => {
        const newest = instances.at(-1);
        const nowMs = 10_000 + index;
        if (move.kind === 'raise') {
          const raised = raise(newest, command({ ...move, timeMs: nowMs, sinceMs: nowMs, nowMs }));
          if (raised.kind === 'repeated') put(raised.alarm);
          else {
            if (raised.superseded) put(raised.superseded);
            put({ id: instances.length, ...raised.draft });
          }
        } else if (newest) put(moved(newest, move, nowMs));
        expect(instances.filter(({ state }) => state.active).length).toBeLessThanOrEqual(1);
        expect(instances.filter(({ state }) => isOpen(state)).length).toBeLessThanOrEqual(1);
        for (const { state, endedMs, acknowledgedBy } of instances) {
          expect(endedMs === null).toBe(state.active);
          expect(acknowledgedBy === null).toBe(!state.acknowledged);
          if (state.active) expect(state.superseded).toBe(false);
        }
      });
    }),
  );
});
