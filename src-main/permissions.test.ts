import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { grantsPermission } from './permissions.ts';

const consoleOrigin = 'http://127.0.0.1:8090';
const granted = ['clipboard-sanitized-write', 'fullscreen', 'notifications'];

/** Every name the two permission handlers of the installed Electron can be asked about. */
function permissionNames(): string[] {
  const types = readFileSync(path.join(import.meta.dirname, '../node_modules/electron/electron.d.ts'), 'utf8');
  const handlers = types.matchAll(/setPermission(?:Request|Check)Handler\(handler:[^\n]*?permission: ((?:'[\w-]+'(?: \| )?)+)/g);
  const names = [...handlers].flatMap(([, union]) => (union ?? '').match(/[\w-]+/g) ?? []);
  return [...new Set(names)].sort();
}

describe('grantsPermission', () => {
  const names = permissionNames();

  it('is asked about all names of the installed Electron, the new ones included', () => {
    expect(names).toHaveLength(46);
    expect(names).toEqual(expect.arrayContaining([...granted, 'local-network-access', 'loopback-network', 'unknown']));
  });

  it.each(names)('decides %s for the console by the allow-list', (name) => {
    expect(grantsPermission(name, `${consoleOrigin}/devices`, consoleOrigin)).toBe(granted.includes(name));
  });

  it.each(granted)('denies %s to every other origin', (name) => {
    for (const requester of ['http://127.0.0.1:8080/', 'https://example.com', 'file:///a', 'about:blank', 'null', '']) {
      expect(grantsPermission(name, requester, consoleOrigin)).toBe(false);
    }
  });

  it('denies everything before the core is ready', () => {
    expect(grantsPermission('fullscreen', consoleOrigin, null)).toBe(false);
  });
});
