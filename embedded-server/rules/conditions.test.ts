import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  atRest,
  elapseSilence,
  elapseThreshold,
  orderedFrom,
  stepRate,
  stepSilence,
  stepThreshold,
  type Decision,
  type Outcome,
  type Phase,
  type RateCondition,
  type Reading,
  type SilenceCondition,
  type ThresholdCondition,
} from './conditions.ts';
import { RateWindow } from './rate-window.ts';

const minute = 60_000;
const hour = 60 * minute;

function threshold(change: Partial<ThresholdCondition> = {}): ThresholdCondition {
  return { kind: 'threshold', direction: 'above', limit: 8, deadband: 0, forMs: 0, clearForMs: 0, ...change };
}

/** `[minute, value]`, arriving when it is taken unless the third number says in which minute. */
type Given = readonly [minute: number, value: number, arrivalMinute?: number];

function reading([at, value, arrival = at]: Given): Reading {
  return { timeMs: at * minute, value, arrivalMs: arrival * minute };
}

/** Every decision with the minute of the reading that brought it, out-of-order readings left out as the engine does. */
function run(given: readonly Given[], step: (phase: Phase, reading: Reading) => Outcome): [number, Decision][] {
  const decisions: [number, Decision][] = [];
  let phase: Phase = atRest;
  let last: Reading | undefined;
  for (const one of given) {
    const next = reading(one);
    if (last && next.timeMs < orderedFrom(last.timeMs, last.arrivalMs)) continue;
    last = next;
    const outcome = step(phase, next);
    phase = outcome.phase;
    if (outcome.decision) decisions.push([one[0], outcome.decision]);
  }
  return decisions;
}

function decide(condition: ThresholdCondition, given: readonly Given[]): [number, Decision][] {
  return run(given, (phase, next) => stepThreshold(condition, phase, next));
}

/** `raise` and `end` with the minute they came in. */
function brief(decisions: [number, Decision][]): string {
  return decisions.map(([at, { kind }]) => `${kind} ${at}`).join(', ');
}

describe('a threshold', () => {
  const table: { name: string; condition: Partial<ThresholdCondition>; given: Given[]; expected: string }[] = [
    { name: 'is crossed, not touched', condition: {}, given: [[0, 8], [1, 8.1]], expected: 'raise 1' },
    { name: 'raises once', condition: {}, given: [[0, 9], [1, 10], [2, 9]], expected: 'raise 0' },
    { name: 'without a deadband ends at the limit', condition: {}, given: [[0, 9], [1, 8]], expected: 'raise 0, end 1' },
    { name: 'goes on within the deadband', condition: { deadband: 0.5 }, given: [[0, 9], [1, 7.6]], expected: 'raise 0' },
    { name: 'ends at limit less deadband', condition: { deadband: 0.5 }, given: [[0, 9], [1, 7.5]], expected: 'raise 0, end 1' },
    { name: 'does not trip over binary fractions', condition: { limit: 0.3, deadband: 0.1 }, given: [[0, 1], [1, 0.2]], expected: 'raise 0, end 1' },
    { name: 'does not raise again within the deadband', condition: { deadband: 1 }, given: [[0, 9], [1, 7], [2, 7.9]], expected: 'raise 0, end 1' },
    { name: 'works below', condition: { direction: 'below', limit: -18, deadband: 0.5 }, given: [[0, -18], [1, -18.1], [2, -17.6], [3, -17.5]], expected: 'raise 1, end 3' },
    { name: 'waits for its time', condition: { forMs: 10 * minute }, given: [[0, 9], [5, 9], [9, 9]], expected: '' },
    { name: 'raises with the reading that fills the time', condition: { forMs: 10 * minute }, given: [[0, 9], [5, 9], [10, 9]], expected: 'raise 10' },
    { name: 'raises with the first reading after the time', condition: { forMs: 10 * minute }, given: [[0, 9], [17, 9]], expected: 'raise 17' },
    { name: 'starts to wait anew when it was back in between', condition: { forMs: 10 * minute }, given: [[0, 9], [6, 8], [7, 9], [12, 9], [17, 9]], expected: 'raise 17' },
    { name: 'must be beyond the limit all the time, deadband or not', condition: { forMs: 10 * minute, deadband: 2 }, given: [[0, 9], [6, 7.9], [10, 9]], expected: '' },
    { name: 'ends only after its time', condition: { clearForMs: 5 * minute }, given: [[0, 9], [1, 7], [4, 7], [6, 7]], expected: 'raise 0, end 6' },
    { name: 'goes on when it was back for too short', condition: { clearForMs: 5 * minute }, given: [[0, 9], [1, 7], [4, 9], [5, 7], [9, 7]], expected: 'raise 0' },
    { name: 'goes on when it was between for a moment', condition: { clearForMs: 5 * minute, deadband: 1 }, given: [[0, 9], [1, 7], [4, 7.5], [5, 7], [9, 7], [10, 7]], expected: 'raise 0, end 10' },
    { name: 'does not look back at an older reading', condition: {}, given: [[5, 9], [3, 7]], expected: 'raise 5' },
    { name: 'does not raise by an older reading', condition: {}, given: [[5, 7], [3, 9]], expected: '' },
    { name: 'looks at every reading of the same moment', condition: {}, given: [[5, 7], [5, 9]], expected: 'raise 5' },
  ];

  test.each(table)('$name', ({ condition, given, expected }) => {
    expect(brief(decide(threshold(condition), given))).toBe(expected);
  });

  test('says when the condition began, when it was noticed and by which value', () => {
    const decisions = decide(threshold({ forMs: 10 * minute }), [[0, 8.5], [5, 9], [10, 9.5]]);
    expect(decisions).toEqual([[10, { kind: 'raise', sinceMs: 0, timeMs: 10 * minute, value: 9.5, late: false }]]);
  });

  test('ends when it was first back', () => {
    const decisions = decide(threshold({ clearForMs: 5 * minute }), [[0, 9], [3, 7], [8, 7]]);
    expect(decisions.at(-1)).toEqual([8, { kind: 'end', endedMs: 3 * minute }]);
  });

  test('is late when its reading arrived over an hour late', () => {
    const late = (arrival: number) => decide(threshold(), [[0, 9, arrival]]).map(([, decision]) => decision);
    expect(late(60)).toMatchObject([{ late: false }]);
    expect(late(61)).toMatchObject([{ late: true }]);
  });

  test('does not go deaf because one reading came from the future', () => {
    const given: Given[] = [[500_000, 7, 10], [12, 9, 12], [13, 7, 13]];
    expect(brief(decide(threshold(), given))).toBe('raise 12, end 13');
    expect(brief(decide(threshold({ forMs: minute }), [[500_000, 9, 10], [12, 9, 12], [13, 9, 13]]))).toBe('raise 13');
  });

  test('keeps the order of a clock that is constantly ahead', () => {
    expect(brief(decide(threshold(), [[100, 7, 10], [101, 9, 11], [102, 7, 12]]))).toBe('raise 101, end 102');
  });
});

describe('time without readings', () => {
  const condition = threshold({ forMs: 5 * minute, clearForMs: 5 * minute });
  const last = reading([0, 9]);
  const pending: Phase = { kind: 'pending', sinceMs: 0, late: false };

  test('fills the time while the last value holds', () => {
    expect(elapseThreshold(condition, pending, last, 5 * minute - 1)).toEqual({ phase: pending, decision: null });
    expect(elapseThreshold(condition, pending, last, 7 * minute)).toEqual({
      phase: { kind: 'raised' },
      decision: { kind: 'raise', sinceMs: 0, timeMs: 5 * minute, value: 9, late: false },
    });
  });

  test('ends what has been back for long enough', () => {
    const clearing: Phase = { kind: 'clearing', sinceMs: minute };
    expect(elapseThreshold(condition, clearing, last, 5 * minute).decision).toBeNull();
    expect(elapseThreshold(condition, clearing, last, 6 * minute)).toEqual({
      phase: atRest,
      decision: { kind: 'end', endedMs: minute },
    });
  });

  test('marks late what began with a late reading', () => {
    const late: Phase = { kind: 'pending', sinceMs: 0, late: true };
    expect(elapseThreshold(condition, late, last, hour).decision).toMatchObject({ late: true });
  });

  test.each<Phase>([atRest, { kind: 'raised' }])('means nothing to $kind', (phase) => {
    expect(elapseThreshold(condition, phase, last, 1000 * hour)).toEqual({ phase, decision: null });
  });
});

describe('a rate of change', () => {
  function decideRate(change: Partial<RateCondition>, given: Given[]): string {
    const condition: RateCondition = { kind: 'rate', direction: 'rising', change: 5, withinMs: 10 * minute, ...change };
    const window = new RateWindow(condition.direction, condition.withinMs);
    const step = (phase: Phase, next: Reading) => stepRate(condition, phase, next, window.push(next));
    return brief(run(given, step));
  }

  const table: { name: string; condition: Partial<RateCondition>; given: Given[]; expected: string }[] = [
    { name: 'rises by as much within its time', condition: {}, given: [[0, 20], [4, 22], [8, 25]], expected: 'raise 8' },
    { name: 'rises too slowly', condition: {}, given: [[0, 20], [5, 22.5], [11, 25], [16, 27.4]], expected: '' },
    { name: 'rises from the lowest, not the first', condition: {}, given: [[0, 22], [4, 20], [8, 25]], expected: 'raise 8' },
    { name: 'falls, which is not rising', condition: {}, given: [[0, 25], [4, 15]], expected: '' },
    { name: 'falls', condition: { direction: 'falling' }, given: [[0, 25], [4, 20]], expected: 'raise 4' },
    { name: 'counts decimal steps as they are meant', condition: { change: 0.2 }, given: [[0, 21.1], [1, 21.3]], expected: 'raise 1' },
    { name: 'ends once less than half is left in the window', condition: {}, given: [[0, 20], [5, 25], [9, 25], [11, 25], [15, 25]], expected: 'raise 5, end 11' },
    { name: 'does not chatter around its limit', condition: {}, given: [[0, 20], [1, 20.5], [2, 21], [10, 25], [11, 25.4], [12, 26.1]], expected: 'raise 10' },
    { name: 'looks over a gap in the readings at nothing', condition: {}, given: [[0, 20], [60, 30]], expected: '' },
  ];

  test.each(table)('$name', ({ condition, given, expected }) => {
    expect(decideRate(condition, given)).toBe(expected);
  });
});

describe('silence', () => {
  const given: SilenceCondition = { kind: 'silence', afterMs: 10 * minute };
  const learned: SilenceCondition = { kind: 'silence', afterMs: null };
  const heardAt = (at: number, intervalMs: number | null = null) => ({ arrivalMs: at * minute, intervalMs });

  const table: [string, SilenceCondition, ReturnType<typeof heardAt>, number, number, boolean][] = [
    ['within the time', given, heardAt(0), 10, 0, false],
    ['past the time', given, heardAt(0), 11, 0, true],
    ['whatever the usual interval', given, heardAt(0, hour), 11, 0, true],
    ['within three usual intervals', learned, heardAt(0, 2 * minute), 6, 0, false],
    ['past three usual intervals', learned, heardAt(0, 2 * minute), 7, 0, true],
    ['while no interval is learned', learned, heardAt(0), 10_000, 0, false],
    ['counted from when the core listened again', given, heardAt(0), 60, 55, false],
    ['past the time since the core listened again', given, heardAt(0), 66, 55, true],
  ];

  test.each(table)('%s', (_, condition, hearing, now, listeningSince, raises) => {
    const outcome = elapseSilence(condition, atRest, hearing, now * minute, listeningSince * minute);
    expect(outcome.decision !== null).toBe(raises);
  });

  test('began with the last arrival', () => {
    const { decision } = elapseSilence(given, atRest, heardAt(3), 20 * minute, 0);
    expect(decision).toEqual({ kind: 'raise', sinceMs: 3 * minute, timeMs: 20 * minute, value: null, late: false });
  });

  test('is raised once, and ends with the next arrival', () => {
    const { phase } = elapseSilence(given, atRest, heardAt(0), 11 * minute, 0);
    expect(elapseSilence(given, phase, heardAt(0), 60 * minute, 0)).toEqual({ phase, decision: null });
    expect(stepSilence(phase, 61 * minute)).toEqual({ phase: atRest, decision: { kind: 'end', endedMs: 61 * minute } });
    expect(stepSilence(atRest, 62 * minute)).toEqual({ phase: atRest, decision: null });
  });
});

const conditions = fc.record({
  kind: fc.constant('threshold' as const),
  direction: fc.constantFrom('above' as const, 'below' as const),
  limit: fc.integer({ min: -5, max: 5 }),
  deadband: fc.integer({ min: 0, max: 4 }),
  forMs: fc.integer({ min: 0, max: 5 }).map((minutes) => minutes * minute),
  clearForMs: fc.integer({ min: 0, max: 5 }).map((minutes) => minutes * minute),
});
const values = fc.integer({ min: -12, max: 12 });
const stories = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), values), { maxLength: 60 }).map((steps) => {
  let at = 0;
  return steps.map(([later, value]): Given => [(at += later), value]);
});

describe('whatever the readings', () => {
  test('raise and end alternate, beginning with raise', () => {
    fc.assert(
      fc.property(conditions, stories, (condition, given) => {
        const kinds = decide(condition, given).map(([, { kind }]) => kind);
        kinds.forEach((kind, index) => expect(kind).toBe(index % 2 === 0 ? 'raise' : 'end'));
      }),
    );
  });

  test('a value within the deadband never changes anything once raised', () => {
    fc.assert(
      fc.property(conditions, fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { maxLength: 30 }), (condition, shares) => {
        const sign = condition.direction === 'above' ? 1 : -1;
        const within = shares.map((share, index): Given => [index + 100, condition.limit - sign * share * condition.deadband]);
        const quiet = condition.deadband === 0 ? [] : within;
        const given: Given[] = [[0, condition.limit + sign], [10, condition.limit + sign], ...quiet];
        expect(decide(condition, given)).toHaveLength(1);
      }),
    );
  });

  test('readings that were seen before, sent again in any order, change no decision', () => {
    const resent = fc.array(fc.nat(), { maxLength: 80 });
    fc.assert(
      fc.property(conditions, stories, resent, (condition, story, picks) => {
        // Distinct moments: of two readings of one moment the later sent one counts.
        const given = story.filter(([at], index) => index === 0 || at !== story[index - 1]?.[0]);
        const repeated: Given[] = given.flatMap((one, index) => {
          const earlier = given[(picks[index] ?? 0) % (index + 1)] ?? one;
          return [one, earlier, one];
        });
        expect(decide(condition, repeated)).toEqual(decide(condition, given));
      }),
    );
  });

  test('an alarm is raised only after the value was beyond the limit for as long', () => {
    fc.assert(
      fc.property(conditions, stories, (condition, given) => {
        for (const [, decision] of decide(condition, given)) {
          if (decision.kind !== 'raise') continue;
          expect(decision.timeMs - decision.sinceMs).toBeGreaterThanOrEqual(condition.forMs);
          const meanwhile = given.filter(([at]) => at * minute > decision.sinceMs && at * minute < decision.timeMs);
          for (const [, value] of meanwhile) expect(condition.direction === 'above' ? value > condition.limit : value < condition.limit).toBe(true);
        }
      }),
    );
  });
});

describe('the window of a rate', () => {
  test('has the extreme of the readings in it', () => {
    const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), values), { maxLength: 80 });
    fc.assert(
      fc.property(fc.constantFrom('rising' as const, 'falling' as const), moves, (direction, steps) => {
        const window = new RateWindow(direction, 5);
        const kept: { timeMs: number; value: number }[] = [];
        let timeMs = 0;
        for (const [later, value] of steps) {
          timeMs += later;
          kept.push({ timeMs, value });
          const extreme = window.push({ timeMs, value });
          const seen = kept.filter((other) => other.timeMs >= timeMs - 5).map((other) => other.value);
          expect(extreme).toBe(direction === 'rising' ? Math.min(...seen) : Math.max(...seen));
        }
      }),
    );
  });

  test('forgets nothing it needs when there is no more room', () => {
    const window = new RateWindow('rising', 40);
    for (let timeMs = 0; timeMs < 500; timeMs += 1) expect(window.push({ timeMs, value: timeMs })).toBe(Math.max(0, timeMs - 40));
  });
});
