/** What was asked for on the command line. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { setNames, usualSets, type SetName } from './source-sets.ts';
import { Trouble } from './trouble.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** Small pieces of two sets that are part of the project. */
export const excerptFolder = join(root, 'build', 'scripts', 'excerpts');

export interface ReplayOptions {
  consoleUrl: string;
  /** Null: the console says. */
  deviceUrl: string | null;
  userName: string;
  sets: SetName[];
  /** Whether each of the sets was named; if not, those whose files are missing are left out. */
  setsNamed: boolean;
  folder: string;
  times: 'original' | 'shifted';
  speed: number;
  ledger: string;
  connections: number;
  batchSize: number;
  days: number | null;
  rules: boolean;
  pins: boolean;
}

export const usage = `Usage: npm run replay -- [options]
Sends recorded data sets through the device listener, as devices would.

  --set NAMES         ${setNames.join(', ')}, or all (default: all but london-raw)
  --data DIR          where the sets lie (default: VALVOMO_SHARED/data or ../shared/data, else the excerpts that come along)
  --times original    as recorded (default), or: shifted, so that each set's last reading is now
  --days N            only the last N days of each set
  --speed N           times real time, such as 3600 for an hour a second (default 0: as fast as it goes)
  --rules             create rules that fit the sets
  --pins              pin values worth seeing on the first page
  --ledger FILE       what is sent and to which devices; naming it again goes on where it stopped
                      (default: .cache/replay.jsonl; it holds device secrets)
  --connections N     devices that send at the same time (default 4)
  --batch N           readings in a request, 1 to 500 (default 200)
  --console-url URL   default http://127.0.0.1:8090
  --device-url URL    default: what the console says
  --user NAME         administrator (default admin); the password is VALVOMO_ADMIN_PASSWORD or is asked for
  --help              this text`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

const options = {
  set: text,
  data: text,
  times: text,
  days: text,
  speed: text,
  rules: flag,
  pins: flag,
  ledger: text,
  connections: text,
  batch: text,
  'console-url': text,
  'device-url': text,
  user: text,
  help: flag,
} as const;

function isSetName(name: string): name is SetName {
  return setNames.some((known) => known === name);
}

function parseSets(names: string): SetName[] {
  const wanted = names.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !isSetName(name));
  if (unknown !== undefined) throw new Trouble('usage', `There is no set '${unknown}'; there are ${setNames.join(', ')} and all.`);
  return [...new Set(wanted.filter(isSetName))];
}

function parseCount(name: string, value: string | undefined, missing: number, most: number): number {
  if (value === undefined) return missing;
  const count = /^\d+$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > most) throw new Trouble('usage', `--${name} wants a whole number from 1 to ${most}, not '${value}'.`);
  return count;
}

function parseSpeed(value: string | undefined): number {
  if (value === undefined || value === 'max') return 0;
  const speed = /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
  if (Number.isFinite(speed)) return speed;
  throw new Trouble('usage', `--speed wants a number from 0, or max, not '${value}'.`);
}

function parseTimes(value: string | undefined): 'original' | 'shifted' {
  if (value === undefined || value === 'original') return 'original';
  if (value === 'shifted') return 'shifted';
  throw new Trouble('usage', `--times wants original or shifted, not '${value}'.`);
}

function parseUrl(name: string, value: string): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new Trouble('usage', `--${name} wants an address such as http://127.0.0.1:8090, not '${value}'.`);
}

/** Where the sets lie when nobody says. */
export function defaultFolder(environment: NodeJS.ProcessEnv): string {
  const shared = join(environment['VALVOMO_SHARED'] ?? join(root, '..', 'shared'), 'data');
  return existsSync(shared) ? shared : excerptFolder;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Trouble('usage', error instanceof Error ? error.message : String(error));
  }
}

/**
 * Read the command line.
 * @returns null when only help was wanted.
 * @throws Trouble 'usage' naming the option that cannot be.
 */
export function parseCommandLine(args: string[], environment: NodeJS.ProcessEnv): ReplayOptions | null {
  const given = parse(args);
  if (given.help) return null;
  const setsNamed = given.set !== undefined && given.set !== 'all';
  return {
    consoleUrl: parseUrl('console-url', given['console-url'] ?? 'http://127.0.0.1:8090'),
    deviceUrl: given['device-url'] === undefined ? null : parseUrl('device-url', given['device-url']),
    userName: given.user ?? 'admin',
    sets: setsNamed ? parseSets(given.set ?? '') : [...usualSets],
    setsNamed,
    folder: given.data === undefined ? defaultFolder(environment) : resolve(given.data),
    times: parseTimes(given.times),
    speed: parseSpeed(given.speed),
    ledger: resolve(given.ledger ?? join(root, '.cache', 'replay.jsonl')),
    connections: parseCount('connections', given.connections, 4, 64),
    batchSize: parseCount('batch', given.batch, 200, 500),
    days: given.days === undefined ? null : parseCount('days', given.days, 1, 100_000),
    rules: given.rules,
    pins: given.pins,
  };
}
