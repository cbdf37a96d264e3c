import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { hashOf } from './tree-hash.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'valvomo-hash-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/a.ts'), '1');
});
afterEach(() => rmSync(root, { recursive: true }));

test('the digest stays while nothing changes, and with it what is not named', () => {
  const before = hashOf(root, ['src']);
  writeFileSync(join(root, 'other.ts'), '2');
  expect(hashOf(root, ['src'])).toBe(before);
});

test('a changed, a new and a renamed file give other digests', () => {
  const before = hashOf(root, ['src']);
  writeFileSync(join(root, 'src/a.ts'), '2');
  const changed = hashOf(root, ['src']);
  writeFileSync(join(root, 'src/b.ts'), '');
  const added = hashOf(root, ['src']);
  rmSync(join(root, 'src/b.ts'));
  writeFileSync(join(root, 'src/c.ts'), '');
  expect(new Set([before, changed, added, hashOf(root, ['src'])]).size).toBe(4);
});

test('tests and absent files do not count', () => {
  const before = hashOf(root, ['src', 'absent']);
  writeFileSync(join(root, 'src/a.test.ts'), '1');
  expect(hashOf(root, ['src', 'absent'])).toBe(before);
});
