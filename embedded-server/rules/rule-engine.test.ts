import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Rule, RuleDraft } from '#contract/rules.ts';

import { RuleEngine } from './rule-engine.ts';
import { RuleIndex } from './rule-index.ts';
import { ruleOf, standingOf, stateText } from './rule-row.ts';
import type { RuleSurroundings, SeriesReadings } from './rule-surroundings.ts';
import { seriesTarget } from './standings.ts';

function rule(id: string, change: Partial<RuleDraft> = {}): Rule {
  return {
    id,
    version: 1,
    changedMs: 0,
    changedBy: 'maija',
    name: id,
    enabled: true,
    scope: { kind: 'all' },
    series: { fragment: 'f', series: 's' },
    condition: { kind: 'threshold', direction: 'above', limit: 8, deadband: 0, forMs: 0, clearForMs: 0 },
    severity: 'MAJOR',
    text: 'too much',
    help: '',
    ...change,
  };
}

const rate: Partial<RuleDraft> = { condition: { kind: 'rate', direction: 'rising', change: 5, withinMs: 1000 } };

const nowhere: RuleSurroundings = {
  startedMs: 0,
  ancestorsOf: () => new Set(),
  pointsBetween: () => [],
  sameUnitSinceMs: () => -Infinity,
  latestPoints: () => [],
  heardDevices: () => [],
  hearingOf: () => undefined,
};

function engine(rules: Rule[], around: Partial<RuleSurroundings> = {}): RuleEngine {
  const made = new RuleEngine({ ...nowhere, ...around });
  made.load(rules, []);
  return made;
}

function point(value: number, timeMs = 0, change: Partial<SeriesReadings> = {}): SeriesReadings {
  return { seriesId: 1, deviceId: 7, fragment: 'f', series: 's', times: [timeMs], values: [value], firstValue: 0, step: 1, ...change };
}

function commit(made: RuleEngine): void {
  made.releaseUnit();
  made.commitGroup();
}

describe('the engine', () => {
  test('passes over a rule that fails and goes on with the others', () => {
    const broken = engine([rule('1', rate), rule('2')], {
      pointsBetween: () => {
        throw new Error('planted');
      },
    });
    expect(broken.observe([point(9)], 0).map((transition) => transition.rule.id)).toEqual(['2']);
  });

  test('knows what holds, as the unit sees it, and forgets it with a rollback', () => {
    const made = engine([rule('1')]);
    made.observe([point(9)], 0);
    expect(made.holds('1', 1)).toBe(true);
    made.rollbackUnit();
    expect(made.holds('1', 1)).toBe(false);
    made.observe([point(9)], 0);
    made.releaseUnit();
    made.abortGroup();
    expect(made.holds('1', 1)).toBe(false);
  });

  test('sees what earlier units of the group did before it is committed', () => {
    const made = engine([rule('1')]);
    made.observe([point(9)], 0);
    made.releaseUnit();
    expect(made.standingsOf('1')).toHaveLength(1);
    expect(made.observe([point(9, 1)], 1)).toEqual([]);
    expect(made.observe([point(7, 2)], 2)).toMatchObject([{ decision: { kind: 'end' } }]);
  });

  test('fills the window of a rate from stored points, once', () => {
    const asked: number[][] = [];
    const made = engine([rule('1', rate)], {
      pointsBetween: (...range) => {
        asked.push(range);
        return [{ timeMs: 500, value: 1 }];
      },
    });
    expect(made.observe([point(6, 1200)], 1200)).toMatchObject([{ decision: { kind: 'raise', value: 6 } }]);
    commit(made);
    made.observe([point(6, 1300)], 1300);
    expect(asked).toEqual([[1, 200, 1200]]);
  });

  test('asks for the points of a rate anew after a rollback: what it saw was not stored', () => {
    const stored: { timeMs: number; value: number }[] = [];
    const made = engine([rule('1', rate)], { pointsBetween: () => stored });
    made.observe([point(1, 1000)], 1000);
    made.rollbackUnit();
    expect(made.observe([point(6, 1100)], 1100)).toEqual([]);
    made.releaseUnit();
    made.abortGroup();
    stored.push({ timeMs: 900, value: 0 });
    expect(made.observe([point(6, 1200)], 1200)).toMatchObject([{ decision: { kind: 'raise', value: 6 } }]);
  });

  test('makes of readings that come together what it makes of them one by one', () => {
    const value = fc.integer({ min: -2, max: 12 });
    const condition = fc.oneof(
      fc.record({ kind: fc.constant('threshold' as const), direction: fc.constantFrom('above' as const, 'below' as const), limit: fc.integer({ min: 0, max: 10 }), deadband: fc.constantFrom(0, 1), forMs: fc.constantFrom(0, 20), clearForMs: fc.constantFrom(0, 10) }),
      fc.record({ kind: fc.constant('rate' as const), direction: fc.constantFrom('rising' as const, 'falling' as const), change: fc.integer({ min: 1, max: 8 }), withinMs: fc.constantFrom(10, 40) }),
    );
    const readings = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), value), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), readings, (conditions, list) => {
        const rules = conditions.map((one, index) => rule(String(index), { condition: one }));
        const stretch = point(0, 0, { times: list.map(([timeMs]) => timeMs), values: list.map(([, reading]) => reading) });
        const together = engine(rules).observe([stretch], 100_000);
        const apart = engine(rules);
        expect(together).toEqual(list.flatMap(([timeMs, reading]) => apart.observe([point(reading, timeMs)], 100_000)));
      }),
    );
  });

  test('looks at the clock without changing anything', () => {
    const silent = rule('1', { series: null, condition: { kind: 'silence', afterMs: 10 } });
    const made = engine([silent], { heardDevices: () => [7], hearingOf: () => ({ arrivalMs: 0, intervalMs: null }) });
    expect(made.due(11, 11)).toHaveLength(1);
    expect(made.due(11, 11)).toHaveLength(1);
    made.accept(made.due(11, 11));
    commit(made);
    expect(made.due(12, 12)).toEqual([]);
  });
});

describe('the index', () => {
  const everywhere = rule('1');
  const ofDevice = rule('2', { scope: { kind: 'device', deviceId: '7' } });
  const ofGroup = rule('3', { scope: { kind: 'group', groupId: '5' } });
  const index = new RuleIndex([everywhere, ofDevice, ofGroup, rule('4', { enabled: false }), rule('5', { series: { fragment: 'f', series: 'x' } })]);
  const idsFor = (deviceId: number, groups: number[]) => index.rulesFor('f', 's', deviceId, () => new Set(groups)).map(({ id }) => id);

  test.each([
    [7, [], ['1', '2']],
    [7, [5], ['1', '2', '3']],
    [8, [4, 5], ['1', '3']],
    [8, [], ['1']],
  ])('finds the rules of device %i in groups %j', (deviceId, groups, ids) => {
    expect(idsFor(deviceId, groups)).toEqual(ids);
  });

  test('finds none for other series, and keeps names apart that look alike when put together', () => {
    expect(index.rulesFor('f', 'other', 7, () => new Set())).toEqual([]);
    const tricky = new RuleIndex([rule('1', { series: { fragment: 'a', series: 'b.c' } })]);
    expect(tricky.watches('a.b', 'c')).toBe(false);
  });

  test('keeps the order of rules when one is replaced', () => {
    const next = index.with({ ...ofDevice, version: 2 });
    expect(next.all().map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    expect(next.get('2')?.version).toBe(2);
    expect(next.without('2').get('2')).toBeUndefined();
  });
});

describe('rows', () => {
  test('give back where a rule stands', () => {
    const target = seriesTarget(3, 7);
    const phase = { kind: 'pending', sinceMs: 5, late: true } as const;
    expect(standingOf({ rule_id: 1, target_id: 3, state: stateText(target, phase) })).toEqual([{ ruleId: '1', target, phase }]);
  });

  test('that cannot be read are left out', () => {
    expect(standingOf({ rule_id: 1, target_id: 3, state: '{"phase":{"kind":"dreaming"}}' })).toEqual([]);
    expect(ruleOf({ id: 1, version: 1, definition: '{"name":""}', changed_ms: 0, changed_by: 'a' })).toEqual([]);
  });
});
