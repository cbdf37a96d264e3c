/** What was asked for on the command line. */
import { parseArgs } from 'node:util';

import { Trouble } from '../replay/trouble.ts';

export interface SeedOptions {
  consoleUrl: string;
  /** Null: the console says. */
  deviceUrl: string | null;
  /** `tenant/user`, or a user of the main tenant. */
  userName: string;
  devices: number;
  /** Alarms that are open at the end. */
  alarms: number;
  /** Alarms that came and went before them. */
  journal: number;
  /** Readings of each device. */
  readings: number;
  connections: number;
}

export const usage = `Usage: npm run seed -- [options]
Fills a site with devices, readings and alarms over the device listener, for tests and measurements of scale.
The core must let programs in and not hold them to a rate:
  npm run serve -- --data-dir DIR --device-port P --console-port P --set deviceListener.applications=true --set limits.enabled=false

  --devices N         devices, in groups of 100 (default 10000)
  --alarms N          alarms open at the end, at most one a device (default 2000)
  --journal N         alarms that came and went before them (default 200000)
  --readings N        readings of each device over the last hours (default 20)
  --connections N     requests at the same time (default 32)
  --console-url URL   default http://127.0.0.1:8090
  --device-url URL    default: what the console says
  --user NAME         administrator, or tenant/administrator (default admin); the password is VALVOMO_ADMIN_PASSWORD or is asked for
  --help              this text`;

const text = { type: 'string' } as const;

const options = {
  devices: text,
  alarms: text,
  journal: text,
  readings: text,
  connections: text,
  'console-url': text,
  'device-url': text,
  user: text,
  help: { type: 'boolean', default: false },
} as const;

function parse(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Trouble('usage', error instanceof Error ? error.message : String(error));
  }
}

function parseCount(name: string, value: string | undefined, missing: number, least: number, most: number): number {
  if (value === undefined) return missing;
  const count = /^\d{1,9}$/.test(value) ? Number(value) : -1;
  if (count < least || count > most) throw new Trouble('usage', `--${name} wants a whole number from ${least} to ${most}, not '${value}'.`);
  return count;
}

function parseUrl(name: string, value: string): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new Trouble('usage', `--${name} wants an address such as http://127.0.0.1:8090, not '${value}'.`);
}

/** What came and went of a condition ends with what is open of it, so that nothing else waits to be acknowledged. */
function requireConsistent({ devices, alarms, journal }: SeedOptions): void {
  if (alarms > devices) throw new Trouble('usage', `--alarms is at most the number of devices (${devices}).`);
  if (journal > 0 && alarms === 0) throw new Trouble('usage', '--journal needs --alarms of 1 or more: the journal is the past of what is open.');
}

/**
 * Read the command line.
 * @returns null when only help was wanted.
 * @throws Trouble 'usage' naming the option that cannot be.
 */
export function parseSeedCommandLine(args: string[]): SeedOptions | null {
  const given = parse(args);
  if (given.help) return null;
  const parsed: SeedOptions = {
    consoleUrl: parseUrl('console-url', given['console-url'] ?? 'http://127.0.0.1:8090'),
    deviceUrl: given['device-url'] === undefined ? null : parseUrl('device-url', given['device-url']),
    userName: given.user ?? 'admin',
    devices: parseCount('devices', given.devices, 10_000, 1, 120_000),
    alarms: parseCount('alarms', given.alarms, 2_000, 0, 120_000),
    journal: parseCount('journal', given.journal, 200_000, 0, 10_000_000),
    readings: parseCount('readings', given.readings, 20, 0, 10_000),
    connections: parseCount('connections', given.connections, 32, 1, 256),
  };
  requireConsistent(parsed);
  return parsed;
}
