/** Finding devices and values by a few words: over names in memory, read once and again after devices have changed. */
import type { FoundDevice } from '#contract/console/find-calls.ts';
import { fitOf, foldText, placeOf, queryWords } from '#contract/find-words.ts';
import type { ConsoleSeries } from '#contract/measurements.ts';

import { listDeviceNames } from '../managed-objects/device-list.ts';
import type { Series } from '../measurements/series-memory.ts';
import { groupOf, listDevices, namesOf } from './console-devices.ts';
import { listSeries } from './console-series.ts';
import type { OpenTenant } from './open-tenant.ts';

interface NamedDevice {
  id: number;
  name: string;
  folded: string;
}

interface Names {
  all: readonly NamedDevice[];
  byId: ReadonlyMap<number, string>;
}

const known = new WeakMap<OpenTenant, Names>();
const followed = new WeakSet<OpenTenant>();

function forgetOnChange(tenant: OpenTenant): void {
  if (followed.has(tenant)) return;
  followed.add(tenant);
  tenant.feed.subscribe(null, (message) => {
    if (message.kind === 'changed' && message.subject === 'devices') known.delete(tenant);
  });
}

function knownNames(tenant: OpenTenant): Names {
  forgetOnChange(tenant);
  const before = known.get(tenant);
  if (before) return before;
  const all = tenant.database.read(listDeviceNames()).map(({ id, name }) => ({ id, name: name ?? '', folded: foldText(name ?? '') }));
  const names = { all, byId: new Map(all.map(({ id, name }) => [id, name])) };
  known.set(tenant, names);
  return names;
}

/** Every device by name. */
function deviceNames(tenant: OpenTenant): readonly NamedDevice[] {
  return knownNames(tenant).all;
}

/** Names of objects, most of which are devices, out of memory. */
export function manyNames(tenant: OpenTenant, ids: readonly number[]): ReadonlyMap<number, string> {
  const { byId } = knownNames(tenant);
  const others = ids.filter((id) => !byId.has(id));
  return others.length === 0 ? byId : new Map([...byId, ...namesOf(tenant, others)]);
}

interface Ranked<Thing> {
  thing: Thing;
  score: number;
}

/** The best few, best first, equals in the order they came. */
function best<Thing>(ranked: Ranked<Thing>[], limit: number): Thing[] {
  const kept: Ranked<Thing>[] = [];
  for (const one of ranked) {
    const last = kept[limit - 1];
    if (last && last.score >= one.score) continue;
    const at = kept.findIndex(({ score }) => score < one.score);
    kept.splice(at < 0 ? kept.length : at, 0, one);
    kept.length = Math.min(kept.length, limit);
  }
  return kept.map(({ thing }) => thing);
}

function rankedDevices(names: readonly NamedDevice[], words: readonly string[]): Ranked<NamedDevice>[] {
  return names.flatMap((device) => {
    const fit = fitOf(words, device.folded);
    return fit ? [{ thing: device, score: fit.score }] : [];
  });
}

/** What of a device's type, group or external id contains the text stands after what is called so. */
function devicesFound(tenant: OpenTenant, text: string, words: readonly string[], limit: number): { ids: number[]; total: number } {
  const ranked = rankedDevices(deviceNames(tenant), words);
  const ids = best(ranked, limit).map(({ id }) => id);
  if (ids.length === limit) return { ids, total: ranked.length };
  const more = listDevices(tenant, { search: text, limit }).devices.map(({ id }) => Number(id));
  const all = [...new Set([...ids, ...more])];
  return { ids: all.slice(0, limit), total: all.length };
}

function foundDevices(tenant: OpenTenant, ids: readonly number[]): FoundDevice[] {
  const places = ids.map((id) => groupOf(tenant, id));
  const names = namesOf(tenant, [...ids, ...places.flatMap((id) => id ?? [])]);
  return ids.map((id, index) => {
    const place = places[index] ?? null;
    return { id: String(id), name: names.get(id) ?? '', place: place === null ? null : (names.get(place) ?? null) };
  });
}

/** "c8y_TemperatureMeasurement", "T" as words people know. */
function seriesWords({ fragment, series }: Series): string {
  return foldText(`${fragment} ${series}`.replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2').replaceAll(/[_\-.]+/g, ' '));
}

/** Scores of each word, 0 where it is not. */
function wordScores(words: readonly string[], text: string): number[] {
  return words.map((word) => placeOf(text, word)?.score ?? 0);
}

/** Each word stands in the name of the device or of the value, and one at least in that of the value. */
function valueScore(ofDevice: readonly number[], ofSeries: readonly number[]): number {
  let score = 0;
  for (const [index, inDevice] of ofDevice.entries()) {
    const inSeries = ofSeries[index] ?? 0;
    if (inDevice === 0 && inSeries === 0) return 0;
    score += Math.max(inDevice, inSeries);
  }
  return score;
}

/** Values whose device is called so come too: the second number of a site is mostly asked for by its device. */
function rankedSeries(tenant: OpenTenant, words: readonly string[]): Ranked<number>[] {
  const ofNames = new Map<string, number[]>();
  const ofDevices = new Map(deviceNames(tenant).map(({ id, folded }) => [id, wordScores(words, folded)]));
  const none = words.map(() => 0);
  const ranked: Ranked<number>[] = [];
  for (const series of tenant.series.all()) {
    const key = `${series.fragment}\n${series.series}`;
    const ofSeries = ofNames.get(key) ?? wordScores(words, seriesWords(series));
    ofNames.set(key, ofSeries);
    const score = valueScore(ofDevices.get(series.deviceId) ?? none, ofSeries);
    if (score > 0) ranked.push({ thing: series.id, score });
  }
  return ranked;
}

export interface FoundThings {
  devices: FoundDevice[];
  series: ConsoleSeries[];
  total: number;
}

/** The best few devices and values, and how many there are. */
export function findThings(tenant: OpenTenant, text: string, limit: number): FoundThings {
  const words = queryWords(text);
  if (words.length === 0) return { devices: [], series: [], total: 0 };
  const devices = devicesFound(tenant, text, words, limit);
  const series = rankedSeries(tenant, words);
  return {
    devices: foundDevices(tenant, devices.ids),
    series: listSeries(tenant, { ids: best(series, limit), limit }, (ids) => namesOf(tenant, ids)),
    total: devices.total + series.length,
  };
}
