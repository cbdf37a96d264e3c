import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { changeConfig, environmentName, loadConfig, type Config } from './config.ts';

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

describe('a value changed while it runs', () => {
  const refused = (code: string) => expect.objectContaining({ code });
  let dir = '';
  const load = (site: object): Config => {
    dir = folder(site);
    return loadConfig(dir, [], {});
  };
  const file = () => readFileSync(join(dir, 'site.json'), 'utf8');

  test('holds at once, stands in the file beside what was there, and goes with the default', () => {
    const config = load({ 'deviceListener.port': 8081 });
    changeConfig(config, 'session.idleMinutes', '45');
    expect([config.values['session.idleMinutes'], config.origins['session.idleMinutes']]).toEqual([45, 'site']);
    expect(JSON.parse(file())).toEqual({ 'deviceListener.port': 8081, 'session.idleMinutes': 45 });
    expect(loadConfig(dir, [], {}).values['session.idleMinutes']).toBe(45);
    changeConfig(config, 'session.idleMinutes', null);
    expect([config.values['session.idleMinutes'], config.origins['session.idleMinutes']]).toEqual([30, 'shipped']);
    expect(JSON.parse(file())).toEqual({ 'deviceListener.port': 8081 });
  });

  test('what equals the shipped value is no difference', () => {
    const config = load({});
    changeConfig(config, 'retention.measurementDays', '0');
    expect([JSON.parse(file()), config.origins['retention.measurementDays']]).toEqual([{}, 'shipped']);
  });

  test('what is read at the start holds from the next one on', () => {
    const config = load({});
    changeConfig(config, 'deviceListener.host', '0.0.0.0');
    expect([config.values['deviceListener.host'], config.next]).toEqual(['127.0.0.1', { 'deviceListener.host': '0.0.0.0' }]);
    expect(loadConfig(dir, [], {}).values['deviceListener.host']).toBe('0.0.0.0');
    changeConfig(config, 'deviceListener.host', null);
    expect([config.next, JSON.parse(file())]).toEqual([{}, {}]);
  });

  test('a slip is refused before anything is written', () => {
    const config = load({ 'deviceListener.port': 8081 });
    for (const value of ['0', 'soon', '-5', '100000', '']) expect(() => changeConfig(config, 'session.idleMinutes', value)).toThrow(refused('invalid'));
    expect(() => changeConfig(config, 'consoleListener.port', '1')).toThrow(refused('forbidden'));
    const overridden = loadConfig(dir, ['session.idleMinutes=20'], {});
    expect(() => changeConfig(overridden, 'session.idleMinutes', '25')).toThrow(refused('conflict'));
    expect(JSON.parse(file())).toEqual({ 'deviceListener.port': 8081 });
  });
});
