import { expect, test } from 'vitest';

import type { PaletteEntry, PaletteGroup } from './palette-entry.ts';
import { rankEntries } from './rank-entries.ts';

function entry(key: string, group: PaletteGroup, title: string, more: Partial<PaletteEntry> = {}): PaletteEntry {
  return { key, group, title, icon: null, run: () => undefined, ...more };
}

const acknowledge = entry('acknowledge 1', 'do', 'Acknowledge Freezer room 2 too warm');
const lock = entry('lock', 'do', 'Lock the console', { proposed: true });
const alarm = entry('alarm 1', 'alarms', 'Freezer room 2 too warm', { detail: 'Cold store' });
const device = entry('device 1', 'things', 'Freezer room 2', { found: true });
const view = entry('view alarms', 'settings', 'Alarms', { proposed: true, also: 'journal' });
const all = [view, device, alarm, lock, acknowledge];

const shown = (query: string, lately: PaletteEntry[] = [], entries = all) =>
  rankEntries(entries, lately, query).groups.map(({ name, entries: rows }) => [name, rows.map((row) => row.entry.key)]);

test('acts first, then alarms, devices and values, settings', () => {
  expect(shown('free')).toEqual([
    ['do', ['acknowledge 1']],
    ['alarms', ['alarm 1']],
    ['things', ['device 1']],
  ]);
});

test('other words for the same find it, the place of an alarm too', () => {
  expect(shown('jour')).toEqual([['things', ['device 1']], ['settings', ['view alarms']]]);
  expect(shown('cold', [], [alarm])).toEqual([['alarms', ['alarm 1']]]);
});

test('what the core found stays in its order, whatever fits here', () => {
  const found = ['a', 'b', 'c'].map((key) => entry(key, 'things', key === 'c' ? 'pump' : 'other', { found: true }));
  expect(shown('pump', [], found)).toEqual([['things', ['a', 'b', 'c']]]);
});

test('before anything is typed: lately used first, each once, then what is proposed', () => {
  expect(shown('', [lock])).toEqual([
    ['lately', ['lock']],
    ['settings', ['view alarms']],
  ]);
});

test('lately used acts that are gone are gone, things stay', () => {
  expect(shown('', [acknowledge, device], [lock])).toEqual([
    ['lately', ['device 1']],
    ['do', ['lock']],
  ]);
});

test('among equals the one used lately comes first', () => {
  const [one, two] = [entry('1', 'do', 'Add device'), entry('2', 'do', 'Add group')];
  expect(shown('add', [two], [one, two])).toEqual([['do', ['2', '1']]]);
});

test('a group shows few, the number says all', () => {
  const many = Array.from({ length: 20 }, (_, index) => entry(`${index}`, 'do', `Add ${index}`));
  const ranked = rankEntries(many, [], 'add', 100);
  expect(ranked.groups[0]?.entries).toHaveLength(5);
  expect(ranked.total).toBe(120);
});
