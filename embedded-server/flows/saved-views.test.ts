import { afterEach, beforeEach, expect, test } from 'vitest';

import { mostViews } from '#contract/trends.ts';

import { TestSite } from '../testing/test-site.ts';
import { changeView, deleteView, listViews, saveView } from './saved-views.ts';

let site: TestSite;
beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

const save = (name: string, query = 'values=1') => saveView(site.tenant, { name, query }, 'anna');
const names = () => listViews(site.tenant).map(({ name }) => name);

test('views are kept by name, changed, deleted, and told of; an id is never given again', async () => {
  const first = await save('Heat pump, this month');
  const second = await save('Freezer rooms, last day');
  expect(names()).toEqual(['Freezer rooms, last day', 'Heat pump, this month']);
  await changeView(site.tenant, first.id, { name: 'Heat pump', query: 'values=2' }, 'bertta');
  expect(listViews(site.tenant)[1]).toMatchObject({ id: first.id, name: 'Heat pump', query: 'values=2', savedBy: 'bertta' });
  expect(await deleteView(site.tenant, second.id)).toHaveLength(1);
  expect((await save('Another')).id).not.toBe(second.id);
  expect(site.told.filter((message) => message.kind === 'changed' && message.subject === 'views')).toHaveLength(5);
  await site.restart();
  expect(names()).toEqual(['Another', 'Heat pump']);
});

test('two people who save at the same time both have saved', async () => {
  await Promise.all(['a', 'b', 'c'].map((name) => save(name)));
  expect(names()).toEqual(['a', 'b', 'c']);
});

test('a name is there once, whatever its case; what is gone cannot be changed', async () => {
  const { id } = await save('Cold');
  await expect(save('cold')).rejects.toMatchObject({ code: 'conflict' });
  await changeView(site.tenant, id, { name: 'COLD', query: '' }, 'anna');
  await deleteView(site.tenant, id);
  await expect(changeView(site.tenant, id, { name: 'x', query: '' }, 'anna')).rejects.toMatchObject({ code: 'not-found' });
  await expect(deleteView(site.tenant, id)).rejects.toMatchObject({ code: 'not-found' });
});

test('a site keeps so many and no more', async () => {
  await Promise.all(Array.from({ length: mostViews }, (_, index) => save(`view ${index}`)));
  await expect(save('one more')).rejects.toMatchObject({ code: 'invalid' });
});
