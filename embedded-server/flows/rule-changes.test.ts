import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { RuleDraft } from '#contract/rules.ts';

import { minuteMs, TestSite, tooWarm } from '../testing/test-site.ts';
import { addRule, deleteRule, listRules, listRuleVersions, restoreRule, updateRule } from './rule-changes.ts';

let site: TestSite;
let freezer: number;

beforeEach(async () => {
  site = new TestSite();
  freezer = await site.addObject('Freezer 2');
});
afterEach(() => site.end());

function update(id: string, change: Partial<RuleDraft>) {
  return updateRule(site.tenant, id, { ...tooWarm, ...change }, 'pekka');
}

const colder: RuleDraft['condition'] = { kind: 'threshold', direction: 'above', limit: 20, deadband: 0, forMs: 0, clearForMs: 0 };

describe('adding', () => {
  test('gives version 1 and is told', async () => {
    const rule = await addRule(site.tenant, tooWarm, 'maija');
    expect(rule).toEqual({ ...tooWarm, id: rule.id, version: 1, changedBy: 'maija', changedMs: site.clock.now() });
    expect(site.told).toContainEqual(expect.objectContaining({ kind: 'changed', subject: 'rules' }));
    expect(site.audited().at(-1)).toMatchObject({ user_name: 'maija', activity: 'Rule created', source: rule.id });
  });

  test.each<RuleDraft['scope']>([
    { kind: 'device', deviceId: '999' },
    { kind: 'group', groupId: '999' },
    { kind: 'device', deviceId: 'x' },
  ])('refuses the scope %j', async (scope) => {
    await expect(addRule(site.tenant, { ...tooWarm, scope }, 'maija')).rejects.toMatchObject({ code: 'invalid' });
    expect(listRules(site.tenant)).toEqual([]);
  });
});

describe('a change of words', () => {
  test('keeps the alarm, which says the new words', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await site.measure(freezer, 9);
    const rule = await update(id, { severity: 'CRITICAL', text: 'far too warm', help: 'Run.', name: 'Renamed' });
    expect(rule.version).toBe(2);
    expect(site.open()).toMatchObject([{ severity: 'CRITICAL', text: 'far too warm', help: 'Run.', count: 1, state: { active: true } }]);
    await site.measure(freezer, 5);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
  });

  test('keeps the time a condition has held', async () => {
    const condition = { ...colder, limit: 8, forMs: 10 * minuteMs };
    const { id } = await addRule(site.tenant, { ...tooWarm, condition }, 'maija');
    await site.measure(freezer, 9);
    site.clock.advance(10 * minuteMs);
    await update(id, { condition, text: 'other' });
    await site.measure(freezer, 9);
    expect(site.open()).toMatchObject([{ text: 'other' }]);
  });
});

describe('a change of what it decides', () => {
  test.each<[string, Partial<RuleDraft>]>([
    ['limit', { condition: colder }],
    ['scope', { scope: { kind: 'device', deviceId: '1' } }],
    ['series', { series: { fragment: 'c8y_Temperature', series: 'U' } }],
    ['being on', { enabled: false }],
  ])('ends its alarms: %s', async (_, change) => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await site.measure(freezer, 9);
    await update(id, change);
    expect(site.open()).toMatchObject([{ state: { active: false, acknowledged: false } }]);
  });

  test('starts anew with the next reading', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await site.measure(freezer, 9);
    await update(id, { condition: { ...colder, limit: 8.5 } });
    await site.measure(freezer, 9);
    expect(site.open()).toMatchObject([{ state: { active: true }, cause: { limit: 8.5 } }]);
    await site.restart();
    await site.measure(freezer, 3);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
  });

  test('leaves nothing of before for the next start', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await site.measure(freezer, 9);
    await update(id, { condition: { ...colder, limit: 8.5 } });
    await site.restart();
    await site.measure(freezer, 9);
    expect(site.open()).toMatchObject([{ state: { active: true } }]);
  });

  test('holds although the reading before waits in the same group', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await Promise.all([site.measure(freezer, 9), update(id, { condition: colder })]);
    expect(site.tenant.rules.standingsOf(id)).toEqual([]);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
  });
});

describe('deleting', () => {
  test('ends its alarms and stops it, for good', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await site.measure(freezer, 9);
    await deleteRule(site.tenant, id, 'maija');
    await site.restart();
    await site.measure(freezer, 9);
    expect(site.open()).toMatchObject([{ state: { active: false } }]);
    expect(listRules(site.tenant)).toEqual([]);
  });

  test('never gives the id again', async () => {
    const first = await addRule(site.tenant, tooWarm, 'maija');
    await deleteRule(site.tenant, first.id, 'maija');
    await site.restart();
    expect((await addRule(site.tenant, tooWarm, 'maija')).id).not.toBe(first.id);
  });

  test('of what is not there is told so, as is changing it', async () => {
    await expect(deleteRule(site.tenant, '9', 'maija')).rejects.toMatchObject({ code: 'not-found' });
    await expect(update('9', {})).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('the list has every rule with its open alarms and when it last raised one', async () => {
  const warm = await addRule(site.tenant, tooWarm, 'maija');
  const cold = await addRule(site.tenant, { ...tooWarm, condition: colder }, 'maija');
  await site.measure(freezer, 9);
  await site.measure(await site.addObject('Freezer 3'), 9);
  expect(listRules(site.tenant)).toEqual([
    { ...warm, open: 2, lastRaisedMs: site.clock.now() },
    { ...cold, open: 0, lastRaisedMs: null },
  ]);
});

test('rules come back as they were after a restart', async () => {
  await addRule(site.tenant, { ...tooWarm, scope: { kind: 'device', deviceId: String(freezer) } }, 'maija');
  const before = listRules(site.tenant);
  await site.restart();
  expect(listRules(site.tenant)).toEqual(before);
});

describe('versions', () => {
  test('every save is one: who, when, what; the newest first', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    site.clock.advance(minuteMs);
    await update(id, { text: 'far too warm' });
    expect(listRuleVersions(site.tenant, id)).toEqual([
      { version: 2, changedMs: site.clock.now(), changedBy: 'pekka', restoredFrom: null, draft: { ...tooWarm, text: 'far too warm' } },
      { version: 1, changedMs: site.clock.now() - minuteMs, changedBy: 'maija', restoredFrom: null, draft: tooWarm },
    ]);
    expect(() => listRuleVersions(site.tenant, '999')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  test('a change begun from an older version is refused and changes nothing', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await updateRule(site.tenant, id, { ...tooWarm, text: 'hers' }, 'maija', 1);
    const late = updateRule(site.tenant, id, { ...tooWarm, text: 'his' }, 'pekka', 1);
    await expect(late).rejects.toMatchObject({ code: 'conflict', fields: { version: '2' } });
    expect(listRules(site.tenant)).toMatchObject([{ version: 2, text: 'hers' }]);
    expect(listRuleVersions(site.tenant, id)).toHaveLength(2);
  });

  test('an older one is put back as the next, and says which', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await update(id, { condition: colder });
    const restored = await restoreRule(site.tenant, id, 1, 'olli', 2);
    expect(restored).toMatchObject({ ...tooWarm, version: 3, changedBy: 'olli' });
    expect(listRuleVersions(site.tenant, id)[0]).toMatchObject({ version: 3, restoredFrom: 1 });
    expect(site.audited().at(-1)).toMatchObject({ user_name: 'olli', activity: 'Rule restored', source: id });
    await expect(restoreRule(site.tenant, id, 1, 'olli', 2)).rejects.toMatchObject({ code: 'conflict' });
    await expect(restoreRule(site.tenant, id, 9, 'olli', 3)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a deleted rule is put back, works, and is there after a restart', async () => {
    const { id } = await addRule(site.tenant, tooWarm, 'maija');
    await deleteRule(site.tenant, id, 'pekka');
    await restoreRule(site.tenant, id, 1, 'pekka', 1);
    await site.measure(freezer, 9);
    expect(site.open()).toMatchObject([{ text: 'too warm', state: { active: true } }]);
    await site.restart();
    expect(listRules(site.tenant)).toMatchObject([{ id, version: 2 }]);
  });
});
