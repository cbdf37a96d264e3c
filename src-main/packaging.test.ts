/** What is packed: the fuses, and the preload script as it is built. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';

import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = path.join(import.meta.dirname, '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

describe('electron-builder.yml', () => {
  const settings = read('build/electron-builder.yml');

  it('sets all eight fuses', () => {
    const block = /^electronFuses:\n((?: {2}\w+: \w+\n)+)/m.exec(settings)?.[1] ?? '';
    expect(Object.fromEntries(block.trim().split('\n').map((line) => line.trim().split(': ')))).toEqual({
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableCookieEncryption: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      grantFileProtocolExtraPrivileges: 'false',
      loadBrowserProcessSpecificV8Snapshot: 'false',
    });
  });

  it('names fuses the installed packer knows', () => {
    const scheme = z.object({ definitions: z.object({ FuseOptionsV1: z.object({ properties: z.record(z.string(), z.unknown()) }) }) });
    const known = scheme.parse(JSON.parse(read('node_modules/app-builder-lib/scheme.json'))).definitions.FuseOptionsV1.properties;
    const named = [...settings.matchAll(/^ {2}(\w+): (?:true|false)$/gm)].map(([, name]) => name ?? '').slice(0, 8);
    expect(named.filter((name) => !(name in known))).toEqual([]);
  });

  it('packs an archive, with the SQLite binding beside it', () => {
    expect(settings).toMatch(/^asar: true$/m);
    expect(settings).toMatch(/^asarUnpack:\n {2}- node_modules\/better-sqlite3\/\*\*$/m);
  });

  it('has the application id that main.ts gives to Windows', () => {
    const id = /^appId: (\S+)$/m.exec(settings)?.[1];
    expect(read('src-main/main.ts')).toContain(`'${id}'`);
  });

  it('and package.json start nothing with a protection off', () => {
    expect(settings + read('package.json')).not.toMatch(/no-sandbox|disable-web-security|ignore-certificate-errors|remote-debugging|--inspect/);
  });
});

describe('the built preload script', () => {
  let script = '';

  beforeAll(() => {
    // Makes nothing when the bundle is newer than its sources, as in a run of all tests.
    execFileSync(process.execPath, ['build/scripts/build.ts', 'desktop'], { cwd: root, stdio: 'inherit' });
    script = read('out/preload/preload.cjs');
  }, 120_000);

  /** Runs the script with a stand-in for the one module it may have, as the sandbox does. */
  function exposed(): Map<string, unknown> {
    const worlds = new Map<string, unknown>();
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: unknown) => worlds.set(name, api) },
      ipcRenderer: { on: () => undefined, invoke: () => Promise.resolve() },
    };
    const require = (name: string): unknown => {
      if (name !== 'electron') throw new Error(`the sandbox has no module ${name}`);
      return electron;
    };
    runInNewContext(script, { require, exports: {}, module: { exports: {} } });
    return worlds;
  }

  it('is small and needs only electron', () => {
    expect(Buffer.byteLength(script)).toBeLessThan(20_000);
    const required = [...script.matchAll(/\brequire\(([^)]*)\)/g)].map(([, name]) => name);
    expect(new Set(required)).toEqual(new Set(['"electron"']));
    expect(script).not.toMatch(/\bimport\b|\bzod\b/);
  });

  it('puts seven named functions on window.desktop, frozen, and nothing else anywhere', () => {
    const worlds = exposed();
    expect([...worlds.keys()]).toEqual(['desktop']);
    const bridge = z.record(z.string(), z.unknown()).parse(worlds.get('desktop'));
    expect(Object.keys(bridge)).toEqual(['versions', 'saveFile', 'openDataFolder', 'windowAction', 'setFullScreen', 'openExternal', 'onOpenAlarm']);
    expect(Object.values(bridge).every((member) => typeof member === 'function')).toBe(true);
    expect(Object.isFrozen(worlds.get('desktop'))).toBe(true);
  });
});
