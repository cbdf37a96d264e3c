import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { LedgerEntry } from './ledger-entries.ts';
import { openLedger } from './ledger.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'valvomo-ledger-'));
  file = join(folder, 'deep', 'ledger.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = { set: 'nab-machine', key: 'machine' } as const;
const opening: LedgerEntry[] = [
  { kind: 'replay', version: 1, deviceUrl: 'http://127.0.0.1:1', startedMs: 5 },
  { kind: 'set', set: 'nab-machine', folder: '/sources', shiftMs: 7, fromMs: null },
  { kind: 'device', ...place, deviceId: '12', tenant: 'main', userName: 'device_12', secret: 's' },
];

function write(entries: readonly LedgerEntry[]): void {
  const ledger = openLedger(file);
  entries.forEach((entry) => ledger.append(entry));
  ledger.close();
}

function progress() {
  const ledger = openLedger(file);
  ledger.close();
  return ledger.state.progress.get('nab-machine/machine');
}

test('what was written is known the next time', () => {
  write(opening);
  const { state, close } = openLedger(file);
  close();
  expect(state.deviceUrl).toBe('http://127.0.0.1:1');
  expect(state.sets.get('nab-machine')).toMatchObject({ shiftMs: 7, fromMs: null });
  expect(state.devices.get('nab-machine/machine')).toMatchObject({ deviceId: '12', secret: 's' });
});

test('an acknowledged batch is done, one only begun must be sent again', () => {
  write([...opening, { kind: 'sending', ...place, from: 0, count: 200 }, { kind: 'stored', ...place, upTo: 200 }]);
  expect(progress()).toEqual({ stored: 200, open: null });
  write([{ kind: 'sending', ...place, from: 200, count: 150 }]);
  expect(progress()).toEqual({ stored: 200, open: { from: 200, count: 150 } });
});

test('only its owner may read it, also when others could before', () => {
  write(opening);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a line that a crash cut short is dropped', () => {
  write([...opening, { kind: 'stored', ...place, upTo: 200 }]);
  appendFileSync(file, '{"kind":"stored","set":"nab-mac');
  write([{ kind: 'stored', ...place, upTo: 400 }]);
  expect(progress()).toEqual({ stored: 400, open: null });
});

test.each(['a letter\n', '{"kind":"stored"}\n', '[1]', '{"kind":"replay","version":2}\n'])('another file is refused and left alone: %s', (text) => {
  const other = join(folder, 'other');
  writeFileSync(other, text);
  expect(() => openLedger(other)).toThrow(expect.objectContaining({ code: 'ledger' }));
  expect(readFileSync(other, 'utf8')).toBe(text);
});
