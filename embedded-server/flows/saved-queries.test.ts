import { afterEach, beforeEach, expect, test } from 'vitest';

import { mostSaved } from '#contract/saved-queries.ts';

import { TestSite } from '../testing/test-site.ts';
import { changeQuery, deleteQuery, filtersOf, listSaved, removeFromViews, saveQuery, type Shelf, siteViews } from './saved-queries.ts';

let site: TestSite;
beforeEach(() => {
  site = new TestSite();
});
afterEach(() => site.end());

const save = (name: string, query = 'values=1', shelf: Shelf = siteViews) => saveQuery(site.tenant, shelf, { name, query }, 'anna');
const names = (shelf: Shelf = siteViews) => listSaved(site.tenant, shelf).map(({ name }) => name);
const toldOf = (subject: string) => site.told.filter((message) => message.kind === 'changed' && message.subject === subject);

test('views are kept by name, changed, deleted, and told of; an id is never given again', async () => {
  const first = await save('Heat pump, this month');
  const second = await save('Freezer rooms, last day');
  expect(names()).toEqual(['Freezer rooms, last day', 'Heat pump, this month']);
  await changeQuery(site.tenant, siteViews, first.id, { name: 'Heat pump', query: 'values=2' }, 'bertta');
  expect(listSaved(site.tenant, siteViews)[1]).toMatchObject({ id: first.id, name: 'Heat pump', query: 'values=2', savedBy: 'bertta' });
  expect(await deleteQuery(site.tenant, siteViews, second.id)).toHaveLength(1);
  expect((await save('Another')).id).not.toBe(second.id);
  expect(toldOf('views')).toHaveLength(5);
  await site.restart();
  expect(names()).toEqual(['Another', 'Heat pump']);
});

test('filters of devices are their own of each person, beside the views of the site', async () => {
  const [anna, bertta] = [filtersOf('anna'), filtersOf('main/bertta')];
  const cold = await save('Cold', 'group=3', anna);
  await save('Cold', 'contact=silent', bertta);
  expect([names(anna), names(bertta), names()]).toEqual([['Cold'], ['Cold'], []]);
  await expect(deleteQuery(site.tenant, bertta, String(Number(cold.id) + 1))).rejects.toMatchObject({ code: 'not-found' });
  await deleteQuery(site.tenant, anna, cold.id);
  await site.restart();
  expect([names(anna), names(bertta)]).toEqual([[], ['Cold']]);
});

test('saving a filter is told of', async () => {
  await save('Cold', 'group=3', filtersOf('anna'));
  expect(toldOf('filters')).toHaveLength(1);
});

test('two people who save at the same time both have saved', async () => {
  await Promise.all(['a', 'b', 'c'].map((name) => save(name)));
  expect(names()).toEqual(['a', 'b', 'c']);
});

test('a name is there once, whatever its case; what is gone cannot be changed', async () => {
  const { id } = await save('Cold');
  await expect(save('cold')).rejects.toMatchObject({ code: 'conflict' });
  await changeQuery(site.tenant, siteViews, id, { name: 'COLD', query: '' }, 'anna');
  await deleteQuery(site.tenant, siteViews, id);
  await expect(changeQuery(site.tenant, siteViews, id, { name: 'x', query: '' }, 'anna')).rejects.toMatchObject({ code: 'not-found' });
  await expect(deleteQuery(site.tenant, siteViews, id)).rejects.toMatchObject({ code: 'not-found' });
});

test('a shelf keeps so many and no more', async () => {
  await Promise.all(Array.from({ length: mostSaved }, (_, index) => save(`view ${index}`)));
  await expect(save('one more')).rejects.toMatchObject({ code: 'invalid' });
});

test('values that are gone leave the views, and a view goes with its last', async () => {
  await save('Both', '?values=1%2C2&span=8h');
  await save('Demo only', '?values=2');
  await save('Own only', '?values=1');
  await removeFromViews(site.tenant, new Set(['2']));
  expect(listSaved(site.tenant, siteViews).map(({ name, query }) => [name, query])).toEqual([['Both', '?values=1&span=8h'], ['Own only', '?values=1']]);
  expect(toldOf('views')).toHaveLength(4);
  await removeFromViews(site.tenant, new Set(['2']));
  expect(toldOf('views')).toHaveLength(4);
});
