/** Many series with their latest points as JSON, in the form of the contract's `wireSeriesSchema`. */
import type { CallAnswer } from '#contract/console-api.ts';

import type { DeviceNames } from '../../flows/console-series.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { Series } from '../../measurements/series-memory.ts';
import { JsonBytes } from './json-bytes.ts';
import { JsonWriter } from './json-writer.ts';

const writer = new JsonWriter();

/** Things by their place in the order in which they were first asked for. */
class Places<Key> {
  readonly #places = new Map<Key, number>();

  of(key: Key): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#places.size);
    return this.#places.size - 1;
  }

  get all(): Key[] {
    return [...this.#places.keys()];
  }
}

/** Names are asked for by their parts, which is quicker than by a text put together of them. */
class NamePlaces {
  readonly all: string[] = [];
  readonly #places = new Map<string, Map<string, Map<string | null, number>>>();

  of({ fragment, series, unit }: Series): number {
    const byName = this.#places.get(fragment) ?? new Map<string, Map<string | null, number>>();
    if (byName.size === 0) this.#places.set(fragment, byName);
    const byUnit = byName.get(series) ?? new Map<string | null, number>();
    if (byUnit.size === 0) byName.set(series, byUnit);
    const known = byUnit.get(unit);
    if (known !== undefined) return known;
    byUnit.set(unit, this.all.length);
    this.all.push(JSON.stringify({ fragment, series, unit }));
    return this.all.length - 1;
  }
}

function newestOf(all: readonly Series[]): number {
  let newestMs = 0;
  for (const { latest } of all) if (latest && latest.timeMs > newestMs) newestMs = latest.timeMs;
  return newestMs;
}

function writeDevices(tenant: OpenTenant, ids: readonly number[], names: ReadonlyMap<number, string>): void {
  const texts = ids.map((id) => `{"id":"${id}","name":${JSON.stringify(names.get(id) ?? '')},"intervalMs":${tenant.contacts.get(id)?.intervalMs ?? null}}`);
  writer.text(`{"series":{"devices":[${texts.join()}]`);
}

/** What is not there is not a number, which JSON writes as null. */
function writeColumn(name: string, all: readonly Series[], valueOf: (series: Series) => number): void {
  writer.text(`,"${name}":`);
  writer.numbers(Float64Array.from(all, valueOf));
}

/** @param all in the order they are to be given. */
export function seriesJson(tenant: OpenTenant, all: readonly Series[], namesOf: DeviceNames): JsonBytes<CallAnswer<'series'>> {
  const [devices, names, newestMs] = [new Places<number>(), new NamePlaces(), newestOf(all)];
  const device = Float64Array.from(all, ({ deviceId }) => devices.of(deviceId));
  const name = Float64Array.from(all, (series) => names.of(series));
  writeDevices(tenant, devices.all, namesOf(devices.all));
  writer.text(`,"names":[${names.all.join()}],"newestMs":${newestMs},"device":`);
  writer.numbers(device);
  writer.text(',"name":');
  writer.numbers(name);
  writeColumn('ids', all, ({ id }) => id);
  writeColumn('ageMs', all, ({ latest }) => (latest ? newestMs - latest.timeMs : NaN));
  writeColumn('value', all, ({ latest }) => latest?.value ?? NaN);
  writer.text('}}');
  return new JsonBytes(writer.take());
}
