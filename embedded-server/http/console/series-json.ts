/** Many series with their latest points as JSON, in the form of the contract's `wireSeriesSchema`. */
import type { CallAnswer } from '#contract/console-api.ts';

import type { DeviceNames } from '../../flows/console-series.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { Series } from '../../measurements/series-memory.ts';
import { JsonBytes } from './json-bytes.ts';
import { JsonWriter } from '../json-writer.ts';

const writer = new JsonWriter();

/** Devices by their place in the order in which they were first asked for; mostly it is the one asked for last. */
class DevicePlaces {
  readonly ids: number[] = [];
  readonly #places = new Map<number, number>();
  #lastId = -1;
  #lastPlace = 0;

  of(id: number): number {
    if (id === this.#lastId) return this.#lastPlace;
    const place = this.#places.get(id) ?? this.ids.push(id) - 1;
    this.#places.set(id, place);
    [this.#lastId, this.#lastPlace] = [id, place];
    return place;
  }
}

/** Names are asked for by their parts, which is quicker than by a text put together of them. */
class NamePlaces {
  readonly texts: string[] = [];
  readonly #places = new Map<string, Map<string, Map<string | null, number>>>();

  of({ fragment, series, unit }: Series): number {
    return this.#places.get(fragment)?.get(series)?.get(unit) ?? this.#add(fragment, series, unit);
  }

  #add(fragment: string, series: string, unit: string | null): number {
    const byName = this.#places.get(fragment) ?? new Map<string, Map<string | null, number>>();
    this.#places.set(fragment, byName);
    byName.set(series, (byName.get(series) ?? new Map<string | null, number>()).set(unit, this.texts.length));
    return this.texts.push(JSON.stringify({ fragment, series, unit })) - 1;
  }
}

function newestOf(all: readonly Series[]): number {
  let newestMs = 0;
  for (const { latest } of all) if (latest && latest.timeMs > newestMs) newestMs = latest.timeMs;
  return newestMs;
}

class SeriesColumns {
  readonly devices = new DevicePlaces();
  readonly names = new NamePlaces();
  readonly newestMs: number;
  readonly columns: Record<'ids' | 'device' | 'name' | 'ageMs' | 'value', Float64Array>;

  constructor(all: readonly Series[]) {
    const column = () => new Float64Array(all.length);
    this.newestMs = newestOf(all);
    this.columns = { ids: column(), device: column(), name: column(), ageMs: column(), value: column() };
    for (let index = 0; index < all.length; index += 1) this.#fill(index, all[index] as Series);
  }

  #fill(index: number, series: Series): void {
    const { ids, device, name, ageMs, value } = this.columns;
    const { latest } = series;
    ids[index] = series.id;
    device[index] = this.devices.of(series.deviceId);
    name[index] = this.names.of(series);
    // What is not there is not a number, which JSON writes as null.
    ageMs[index] = latest ? this.newestMs - latest.timeMs : NaN;
    value[index] = latest ? latest.value : NaN;
  }
}

function deviceTexts(tenant: OpenTenant, ids: readonly number[], names: ReadonlyMap<number, string>): string {
  return ids.map((id) => `{"id":"${id}","name":${JSON.stringify(names.get(id) ?? '')},"intervalMs":${tenant.contacts.get(id)?.intervalMs ?? null}}`).join();
}

/** @param all in the order they are to be given. */
export function seriesJson(tenant: OpenTenant, all: readonly Series[], namesOf: DeviceNames): JsonBytes<CallAnswer<'series'>> {
  const { devices, names, newestMs, columns } = new SeriesColumns(all);
  writer.text(`{"series":{"devices":[${deviceTexts(tenant, devices.ids, namesOf(devices.ids))}],"names":[${names.texts.join()}],"newestMs":${newestMs}`);
  for (const [name, values] of Object.entries(columns)) {
    writer.text(`,"${name}":`);
    writer.numbers(values);
  }
  writer.text('}}');
  return new JsonBytes(writer.take());
}
