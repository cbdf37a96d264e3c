/**
 * Layered configuration: shipped defaults ← site layer (`site.json` in the data directory, only what differs,
 * never touched by an upgrade) ← environment ← command line (`--set key=value`). Every value knows where it
 * came from. Keys are flat, such as `deviceListener.port`.
 */
import { z } from 'zod';

import { ExpectedError } from '#contract/errors.ts';

import { readSiteLayer, siteFile, writeSiteLayer } from './site-layer.ts';

const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true', '1', 'on'], falsy: ['false', '0', 'off'] })]);
/** Environment and command line bring texts; nothing but plain digits is a number. */
const number = z.union([z.number(), z.string().regex(/^\d+(\.\d+)?$/).transform(Number)], { error: 'a number is wanted' });
const port = number.pipe(z.number().int().min(0).max(65535));
const positive = number.pipe(z.number().positive());
const host = z.string().min(1).max(255);

/** Every key, its check and its default. */
const keys = {
  /** Where the device listener listens; anything but loopback opens it to the network. */
  'deviceListener.host': host.default('127.0.0.1'),
  'deviceListener.port': port.default(8080),
  /** Whether people and programs may use the device listener's application routes. */
  'deviceListener.applications': flag.default(false),
  'consoleListener.host': host.default('127.0.0.1'),
  'consoleListener.port': port.default(8090),
  /** Rate limits and quotas as a whole; off only for benchmarks. */
  'limits.enabled': flag.default(true),
  /** Requests a second a device may make on average, and in a burst. */
  'limits.deviceRate': positive.default(50),
  'limits.deviceBurst': positive.default(200),
  /** The same for all devices of a tenant together. */
  'limits.tenantRate': positive.default(2000),
  'limits.tenantBurst': positive.default(5000),
  /** Days measurements are kept; 0 keeps them for ever. */
  'retention.measurementDays': number.pipe(z.number().int().min(0).max(36_500)).default(0),
  /** When the installation raises an alarm about its disk: less than this is free, or it is full within so many days if it goes on filling. */
  'disk.leastFreePercent': number.pipe(z.number().min(0).max(90)).default(5),
  'disk.leastFreeMegabytes': number.pipe(z.number().int().min(0)).default(500),
  'disk.fullWithinDays': number.pipe(z.number().min(0).max(365)).default(7),
  'session.idleMinutes': positive.default(30),
  'session.absoluteHours': positive.default(12),
  'session.stepUpMinutes': positive.default(15),
} as const;

export type ConfigKey = keyof typeof keys;
export type ConfigValues = { [K in ConfigKey]: z.output<(typeof keys)[K]> };
export type ConfigOrigin = 'shipped' | 'site' | 'environment' | 'command line';

export interface Config {
  dataDir: string;
  values: ConfigValues;
  /** Where each value came from. */
  origins: Record<ConfigKey, ConfigOrigin>;
  /** Values that were written since the start and hold from the next one on. */
  next: Partial<Record<ConfigKey, ConfigValues[ConfigKey]>>;
  /** Passwords for an unattended first run; kept out of `values` so that they are never shown. */
  adminPassword: string | undefined;
  bootstrapPassword: string | undefined;
}

const keyNames = Object.keys(keys) as ConfigKey[];

/** Every key there is. */
export const configKeys: readonly ConfigKey[] = keyNames;

/** The values as they are shipped. */
export function shippedValues(): ConfigValues {
  return Object.fromEntries(keyNames.map((key) => [key, keys[key].parse(undefined)])) as ConfigValues;
}

/** `deviceListener.host` → `VALVOMO_DEVICE_LISTENER_HOST`. */
export function environmentName(key: string): string {
  return `VALVOMO_${key.replaceAll('.', '_').replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`;
}

type Layer = Partial<Record<string, unknown>>;

/** Without a prototype: no name may pass for one of an object's own. */
function emptyLayer(): Layer {
  return Object.create(null) as Layer;
}

function assertKnown(layer: Layer, where: string): void {
  const unknown = Object.keys(layer).find((key) => !keyNames.some((known) => known === key));
  if (unknown) throw new Error(`${where}: there is no setting '${unknown}'`);
}

function siteLayer(dataDir: string): Layer {
  const layer = readSiteLayer(dataDir);
  assertKnown(layer, siteFile(dataDir));
  return layer;
}

function environmentLayer(environment: NodeJS.ProcessEnv): Layer {
  const layer: Layer = {};
  for (const key of keyNames) {
    const value = environment[environmentName(key)];
    if (value !== undefined && value !== '') layer[key] = value;
  }
  return layer;
}

/** `['a=b']` → `{a: 'b'}`. */
function commandLineLayer(sets: readonly string[]): Layer {
  const layer = emptyLayer();
  for (const text of sets) {
    const at = text.indexOf('=');
    if (at < 1) throw new Error(`--set wants key=value, not '${text}'`);
    layer[text.slice(0, at)] = text.slice(at + 1);
  }
  assertKnown(layer, '--set');
  return layer;
}

interface Resolved {
  value: unknown;
  origin: ConfigOrigin;
}

function resolve(key: ConfigKey, layers: readonly [ConfigOrigin, Layer][]): Resolved {
  const layer = layers.findLast(([, values]) => values[key] !== undefined);
  const parsed = keys[key].safeParse(layer?.[1][key]);
  if (!parsed.success) throw new Error(`setting '${key}' (${layer?.[0] ?? 'shipped'}): ${parsed.error.issues[0]?.message ?? 'invalid'}`);
  return { value: parsed.data, origin: layer?.[0] ?? 'shipped' };
}

/**
 * Put the layers together.
 * @param sets the command line's `key=value` pairs.
 * @throws Error naming the setting when a key is unknown or a value does not fit.
 */
export function loadConfig(dataDir: string, sets: readonly string[] = [], environment: NodeJS.ProcessEnv = process.env): Config {
  const layers: [ConfigOrigin, Layer][] = [
    ['site', siteLayer(dataDir)],
    ['environment', environmentLayer(environment)],
    ['command line', commandLineLayer(sets)],
  ];
  const resolved = Object.fromEntries(keyNames.map((key) => [key, resolve(key, layers)])) as Record<ConfigKey, Resolved>;
  return {
    dataDir,
    values: Object.fromEntries(keyNames.map((key) => [key, resolved[key].value])) as ConfigValues,
    origins: Object.fromEntries(keyNames.map((key) => [key, resolved[key].origin])) as Config['origins'],
    next: {},
    adminPassword: environment['VALVOMO_ADMIN_PASSWORD'] || undefined,
    bootstrapPassword: environment['VALVOMO_BOOTSTRAP_PASSWORD'] || undefined,
  };
}

/** How a value is changed in the console: it holds at once, from the next start on, or only the file changes it. */
export type Changeable = 'live' | 'restart' | 'file';

/** What whoever changes a value in the console can not go beyond: a slip must not lock everybody out. */
const sensible: Partial<Record<ConfigKey, readonly [least: number, most: number]>> = {
  'limits.deviceRate': [1, 100_000],
  'limits.deviceBurst': [1, 100_000],
  'limits.tenantRate': [10, 1_000_000],
  'limits.tenantBurst': [10, 1_000_000],
  'retention.measurementDays': [0, 36_500],
  'disk.leastFreePercent': [0, 90],
  'disk.leastFreeMegabytes': [0, 10_000_000],
  'disk.fullWithinDays': [0, 365],
  'session.idleMinutes': [1, 720],
  'session.absoluteHours': [1, 168],
  'session.stepUpMinutes': [1, 240],
};

export function changeableOf(key: ConfigKey): Changeable {
  if (key in sensible) return 'live';
  return key.startsWith('deviceListener.') ? 'restart' : 'file';
}

/** @throws ExpectedError 'invalid' naming what fits. */
function checked(key: ConfigKey, text: string): ConfigValues[ConfigKey] {
  const parsed = keys[key].safeParse(text);
  const [least, most] = sensible[key] ?? [-Infinity, Infinity];
  const fits = parsed.success && (typeof parsed.data !== 'number' || (parsed.data >= least && parsed.data <= most));
  if (parsed.success && fits) return parsed.data;
  const why = key in sensible ? `from ${least} to ${most}` : (parsed.error?.issues[0]?.message ?? 'invalid');
  throw new ExpectedError('invalid', `The value does not fit: ${why}`, { fields: { value: why } });
}

/**
 * Write one value into the site layer, or take it out for the shipped one (null); it holds at once where it can.
 * @throws ExpectedError 'forbidden' for what only the file changes, 'conflict' while the environment or the command line
 *   says otherwise, 'invalid' for a value that does not fit.
 */
export function changeConfig(config: Config, key: ConfigKey, text: string | null): void {
  const changeable = changeableOf(key);
  if (changeable === 'file') throw new ExpectedError('forbidden', 'This is changed in the file only');
  const origin = config.origins[key];
  if (origin !== 'shipped' && origin !== 'site') throw new ExpectedError('conflict', `The ${origin} says what this is`);
  const shipped = shippedValues()[key];
  const value = text === null ? shipped : checked(key, text);
  writeSiteLayer(config.dataDir, key, value === shipped ? undefined : value);
  if (changeable === 'restart') {
    const { [key]: _, ...others } = config.next;
    config.next = value === config.values[key] ? others : { ...others, [key]: value };
    return;
  }
  Object.assign(config.values, { [key]: value });
  config.origins[key] = value === shipped ? 'shipped' : 'site';
}
