import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { excerptFolder, parseCommandLine } from './command-line.ts';

const parse = (...args: string[]) => parseCommandLine(args, { VALVOMO_SHARED: '/nowhere' });

test('without a word: all usual sets, of the excerpts where there is nothing else, as fast as it goes', () => {
  expect(parse()).toMatchObject({
    sets: ['nab-machine', 'nab-ambient', 'london', 'office'],
    setsNamed: false,
    folder: excerptFolder,
    times: 'original',
    speed: 0,
    days: null,
    consoleUrl: 'http://127.0.0.1:8090',
    deviceUrl: null,
    userName: 'admin',
    rules: false,
    pins: false,
  });
});

test('everything can be said', () => {
  const words = '--set office,london-raw --data d --times shifted --days 3 --speed 3600 --rules --pins --ledger l --connections 2 --batch 500';
  expect(parse(...words.split(' '), '--console-url', 'http://[::1]:1', '--device-url', 'https://host:2', '--user', 'a/b')).toMatchObject({
    sets: ['office', 'london-raw'],
    setsNamed: true,
    folder: join(process.cwd(), 'd'),
    times: 'shifted',
    days: 3,
    speed: 3600,
    rules: true,
    pins: true,
    ledger: join(process.cwd(), 'l'),
    connections: 2,
    batchSize: 500,
    consoleUrl: 'http://[::1]:1',
    deviceUrl: 'https://host:2',
    userName: 'a/b',
  });
});

test('help is not a replay', () => {
  expect(parse('--help')).toBeNull();
});

describe('what cannot be is named', () => {
  test.each([
    ['--set', 'moon'],
    ['--speed', '-1'],
    ['--speed', 'fast'],
    ['--days', '0'],
    ['--batch', '501'],
    ['--connections', '1.5'],
    ['--times', 'later'],
    ['--console-url', '127.0.0.1:8090'],
    ['--colour', 'red'],
  ])('%s %s', (name, value) => {
    expect(() => parse(`${name}=${value}`)).toThrow(expect.objectContaining({ code: 'usage', message: expect.stringContaining(name.slice(2)) }));
  });
});
