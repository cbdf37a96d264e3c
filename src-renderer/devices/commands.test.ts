import { describe, expect, test } from 'vitest';

import type { ConsoleCommand } from '#contract/operations.ts';

import { actuates, choiceOf, commandFragments, detailOf, fieldsOf, knownCommands, lastAnswer, missingField, plainName, resultOf, supportedCommands } from './commands.ts';

describe('what a device can do', () => {
  test('is what it says, the common first, names for one thing once', () => {
    const said = ['c8y_Restart', 'c8y_SendConfiguration', 'c8y_SoftwareList', 'c8y_SoftwareUpdate', 'c8y_MeasurementRequestOperation'];
    expect(supportedCommands({ c8y_SupportedOperations: said })).toEqual([
      'c8y_MeasurementRequestOperation',
      'c8y_Restart',
      'c8y_SoftwareUpdate',
      'c8y_SendConfiguration',
    ]);
  });

  test.each([undefined, null, 'c8y_Restart', { a: 1 }, [1, null]])('is nothing when it says %j', (said) => {
    expect(supportedCommands({ c8y_SupportedOperations: said })).toEqual([]);
  });

  test('has a name in words, whatever it is called', () => {
    expect(plainName('c8y_SendConfiguration')).toBe('Send configuration');
    expect(plainName('acme_blink')).toBe('Blink');
  });
});

describe('a form', () => {
  test.each(knownCommands)('of %s is complete with its initial values and one word in each free field', (kind) => {
    const fields = fieldsOf(kind, {});
    const values = Object.fromEntries(fields.map(({ name, initial }) => [name, initial || 'x']));
    expect(missingField(fields, values)).toBeNull();
    expect(Object.keys(commandFragments(kind, values, {}, 0))).toEqual([kind]);
  });

  test('says which field is missing; optional ones never are', () => {
    const fields = fieldsOf('c8y_Firmware', {});
    expect(missingField(fields, { name: 'os' })).toBe('version');
    expect(missingField(fields, { name: 'os', version: '2' })).toBeNull();
    expect(missingField(fieldsOf('c8y_LogfileRequest', {}), { file: 'syslog', hours: '-1' })).toBe('hours');
  });

  test('offers the logs the device has', () => {
    expect(fieldsOf('c8y_LogfileRequest', { c8y_SupportedLogs: ['syslog', 'modem'] })[0]).toMatchObject({ form: 'choice', choices: ['syslog', 'modem'] });
  });
});

test('a list of software keeps what is there and takes the new version of what is meant', () => {
  const there = { c8y_SoftwareList: [{ name: 'vpn', version: '1', url: '' }, { name: 'gui', version: '3', url: '' }] };
  expect(commandFragments('c8y_SoftwareList', { name: 'vpn', version: '2', url: 'u' }, there, 0)).toEqual({
    c8y_SoftwareList: [
      { name: 'gui', version: '3', url: '' },
      { name: 'vpn', version: '2', url: 'u' },
    ],
  });
});

test('reading does nothing in the world, switching does', () => {
  expect(['c8y_MeasurementRequestOperation', 'c8y_LogfileRequest'].some(actuates)).toBe(false);
  expect(['c8y_Restart', 'c8y_Relay', 'raw'].every(actuates)).toBe(true);
});

const command = (change: Partial<ConsoleCommand>): ConsoleCommand => ({
  ...{ id: '1', deviceId: '2', kind: 'c8y_Command', fragments: {}, description: null, state: 'done', createdMs: 0 },
  ...{ sentMs: 1_000, endedMs: 1_200, expiresMs: null, failureReason: null },
  ...change,
});

test('what a command is about and what came of it is read out of its fragments', () => {
  const ran = command({ fragments: { c8y_Command: { text: 'uptime', result: 'up 3 days' } } });
  expect([detailOf(ran), resultOf(ran)]).toEqual(['uptime', 'up 3 days']);
  const bare = command({ fragments: { c8y_Command: 'odd' } });
  expect([detailOf(bare), resultOf(bare)]).toEqual(['', null]);
});

test('of a relay and of software it is told which way', () => {
  const of = (kind: string, content: unknown) => choiceOf(command({ kind, fragments: { [kind]: content } }));
  expect(of('c8y_Relay', { relayState: 'OPEN' })).toBe('OPEN');
  expect(of('c8y_Relay', {})).toBeNull();
  expect(of('c8y_SoftwareUpdate', [{ name: 'vpn', action: 'install' }])).toBe('install');
  expect(of('c8y_SoftwareUpdate', [{ name: 'vpn', action: 'install' }, { name: 'old', action: 'delete' }])).toBeNull();
  expect(of('c8y_SoftwareUpdate', 'odd')).toBeNull();
  expect(of('c8y_Restart', {})).toBeNull();
});

test('only a command that was done tells that the device answers', () => {
  expect(lastAnswer([command({ state: 'expired' }), command({})])).toEqual({ endedMs: 1_200, tookMs: 200 });
  expect(lastAnswer([command({ state: 'sent', endedMs: null }), command({ state: 'failed' })])).toBeNull();
});
