import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { FakeClock } from '../testing/fake-clock.ts';
import { BinaryFolder, defaultBinaryLimits } from './binary-folder.ts';

let folder: string;
let clock: FakeClock;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'valvomo-binaries-')), 'binaries');
  clock = new FakeClock();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function of(...texts: string[]): Readable {
  return Readable.from(texts.map((text) => Buffer.from(text)));
}

function open(limits = {}): BinaryFolder {
  return new BinaryFolder(folder, clock, { ...defaultBinaryLimits, reserve: 0, ...limits });
}

test('a file lies under its hash, whole, and is read in part or whole', async () => {
  const binaries = open();
  const { sha256, length } = await binaries.receive(of('firm', 'ware'));
  expect({ sha256, length }).toEqual({ sha256: createHash('sha256').update('firmware').digest('hex'), length: 8 });
  expect(readdirSync(folder)).toEqual([sha256]);
  expect((await buffer(binaries.read(sha256, 0, 8))).toString()).toBe('firmware');
  expect((await buffer(binaries.read(sha256, 4, 7))).toString()).toBe('war');
});

test('the same bytes are kept once, and count once', async () => {
  const binaries = open();
  const [a, b] = await Promise.all([binaries.receive(of('same')), binaries.receive(of('sa', 'me'))]);
  expect(a.sha256).toBe(b.sha256);
  expect(readdirSync(folder)).toEqual([a.sha256]);
  expect(binaries.total).toBe(4);
});

test('an empty file is a file', async () => {
  const binaries = open();
  const { sha256, length } = await binaries.receive(of());
  expect(length).toBe(0);
  expect((await buffer(binaries.read(sha256, 0, 0))).length).toBe(0);
});

test('a file somebody still needs is not taken away; releasing twice counts once', async () => {
  const binaries = open();
  const first = await binaries.receive(of('x'));
  const second = await binaries.receive(of('x'));
  first.release();
  first.release();
  expect(binaries.remove(first.sha256)).toBe(false);
  second.release();
  expect(binaries.remove(first.sha256)).toBe(true);
  expect([readdirSync(folder), binaries.total]).toEqual([[], 0]);
});

test.each([
  ['one that is too large is refused while it comes', { file: 5 }, undefined, 'too-large'],
  ['one that says it is too large is refused before it comes', { file: 5 }, 6, 'too-large'],
  ['one beyond the space of the tenant is refused', { tenant: 5 }, undefined, 'storage-full'],
  ['one that would fill the disk is refused', { reserve: Number.MAX_SAFE_INTEGER }, undefined, 'storage-full'],
  ['one too many at once is refused', { incoming: 0 }, undefined, 'too-many-requests'],
])('%s, and nothing of it stays', async (_name, limits, announced, code) => {
  const binaries = open(limits);
  await expect(binaries.receive(of('abc', 'def'), announced)).rejects.toMatchObject({ code });
  expect([readdirSync(folder), binaries.total]).toEqual([[], 0]);
});

test('one that breaks off leaves nothing', async () => {
  const binaries = open();
  const stream = new PassThrough();
  const receiving = binaries.receive(stream);
  stream.write('abc');
  stream.destroy();
  await expect(receiving).rejects.toMatchObject({ code: 'malformed' });
  expect(readdirSync(folder)).toEqual([]);
});

test('one that stops coming is given up', async () => {
  const binaries = open();
  const stream = new PassThrough();
  const receiving = expect(binaries.receive(stream)).rejects.toMatchObject({ code: 'malformed' });
  stream.write('abc');
  while (clock.timers === 0) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(40_000);
  await receiving;
  expect([readdirSync(folder), clock.timers]).toEqual([[], 0]);
});

test('what a stop left half done is gone at the next start, what was whole is there', async () => {
  const { sha256 } = await open().receive(of('whole'));
  writeFileSync(join(folder, 'tmp-0123'), 'half');
  const again = open();
  expect([readdirSync(folder), again.hashes(), again.total]).toEqual([[sha256], [sha256], 5]);
});
