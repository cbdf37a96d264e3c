import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { environmentName, loadConfig } from './config.ts';

function folder(site?: unknown): string {
  const dir = mkdtempSync(join(tmpdir(), 'valvomo-config-'));
  if (site !== undefined) writeFileSync(join(dir, 'site.json'), JSON.stringify(site));
  return dir;
}

test('shipped defaults listen on loopback only, with limits on and applications off', () => {
  const { values, origins } = loadConfig(folder(), [], {});
  expect(values['deviceListener.host']).toBe('127.0.0.1');
  expect(values['consoleListener.host']).toBe('127.0.0.1');
  expect(values['deviceListener.applications']).toBe(false);
  expect(values['limits.enabled']).toBe(true);
  expect(origins['deviceListener.host']).toBe('shipped');
});

test('each layer wins over the one below, and a value knows its layer', () => {
  const dir = folder({ 'deviceListener.port': 1, 'consoleListener.port': 1, 'session.idleMinutes': 1 });
  const environment = { VALVOMO_CONSOLE_LISTENER_PORT: '2', VALVOMO_SESSION_IDLE_MINUTES: '2' };
  const { values, origins } = loadConfig(dir, ['session.idleMinutes=3'], environment);
  expect([values['deviceListener.port'], values['consoleListener.port'], values['session.idleMinutes']]).toEqual([1, 2, 3]);
  expect([origins['deviceListener.port'], origins['consoleListener.port'], origins['session.idleMinutes']]).toEqual([
    'site',
    'environment',
    'command line',
  ]);
});

test.each([
  [['nonsense=1'], "no setting 'nonsense'"],
  [['deviceListener.port=notaport'], 'deviceListener.port'],
  [['deviceListener.port=70000'], 'deviceListener.port'],
  [['limits.enabled=maybe'], 'limits.enabled'],
  [['deviceListener.port'], 'key=value'],
])('%j is refused, naming the setting', (sets, message) => {
  expect(() => loadConfig(folder(), sets, {})).toThrow(message);
});

test('a site layer with an unknown key is refused', () => {
  expect(() => loadConfig(folder({ typo: 1 }), [], {})).toThrow("no setting 'typo'");
});

test('environment names are upper snake case', () => {
  expect(environmentName('deviceListener.host')).toBe('VALVOMO_DEVICE_LISTENER_HOST');
});
