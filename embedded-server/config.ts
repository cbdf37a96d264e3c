/**
 * Layered configuration: shipped defaults ← site layer (`site.json` in the data directory, only what differs,
 * never touched by an upgrade) ← environment ← command line (`--set key=value`). Every value knows where it
 * came from. Keys are flat, such as `deviceListener.port`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { isJsonObject, type JsonObject } from '#contract/wire.ts';

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

function parseObject(text: string): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function siteLayer(dataDir: string): Layer {
  const path = join(dataDir, 'site.json');
  if (!existsSync(path)) return {};
  const layer = parseObject(readFileSync(path, 'utf8'));
  if (!layer) throw new Error(`${path} is no JSON object, such as {"deviceListener.port": 8081}`);
  assertKnown(layer, path);
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
    adminPassword: environment['VALVOMO_ADMIN_PASSWORD'] || undefined,
    bootstrapPassword: environment['VALVOMO_BOOTSTRAP_PASSWORD'] || undefined,
  };
}
