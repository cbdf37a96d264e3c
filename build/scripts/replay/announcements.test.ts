import { expect, test } from 'vitest';

import { badRowLine, closingLines, createdLine, seldom, setLines } from './announcements.ts';
import type { DevicePlan } from './remaining.ts';

const device = {
  set: 'office',
  key: 'office',
  name: 'n',
  type: 't',
  group: 'g',
  files: [],
  format: { header: '', fields: 0, timeField: 0, valueFields: [], zone: 'Z' },
  measurementType: 'm',
  series: [],
} as const satisfies Partial<DevicePlan['device']>;

function plan(more: Partial<DevicePlan>, shiftMs = 0): DevicePlan {
  const span = { kind: 'set', set: 'office', folder: '/f', shiftMs, fromMs: null } as const;
  return { device: { ...device, files: [] }, span, total: 20_560, stored: 0, open: null, originMs: 0, ...more };
}

test('each set is told with its amount and how its clock is read', () => {
  const clock = '(times without a zone, taken as Belgian standard time (UTC+1))';
  expect(setLines([plan({})])).toEqual([`office: 20,560 readings of 1 device, original times ${clock}`]);
  expect(setLines([plan({ stored: 60 }, 36 * 3_600_000), plan({ total: 1 })])).toEqual([
    `office: 20,561 readings of 2 devices, shifted by 1.500 days ${clock}; 60 stored by an earlier run`,
  ]);
});

test('the end says what is stored and what to do next', () => {
  const summary = { done: 1500, total: 2000, seconds: 0.5, sent: 500, ledger: 'l' };
  expect(closingLines(summary)).toEqual([
    '500 readings stored in 0.5 s, 1,000/s; 1,500 of 2,000 in all.',
    'The same command with --ledger l goes on from here.',
  ]);
  expect(closingLines({ ...summary, done: 2000 })[1]).toBe('Check them with: npm run verify -- --ledger l');
});

test('small words', () => {
  expect(badRowLine('/f', { file: '/f/a/b.csv', row: 7, reason: 'why' })).toBe('Not sent: a/b.csv, row 7: why');
  expect(createdLine(1, 0)).toBe('Created in the console: 1 device, 0 rules.');
});

test('the same trouble on every connection is told once', () => {
  const said: string[] = [];
  let nowMs = 0;
  const say = seldom((line) => said.push(line), 5000, () => nowMs);
  say('a');
  say('b');
  nowMs = 5000;
  say('c');
  expect(said).toEqual(['a', 'c']);
});
