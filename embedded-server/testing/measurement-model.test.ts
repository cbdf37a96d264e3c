/**
 * The store of measurements against a plain list: whatever is recorded, sealed, deleted, moved in time or stopped in
 * between, it answers as the list does.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ingestMeasurements } from '../flows/ingest.ts';
import { deleteMeasurements } from '../flows/measurement-deletion.ts';
import { measurementPage, measurementTotal, type MeasurementQuery } from '../flows/measurement-reads.ts';
import { applyRetention } from '../flows/measurement-retention.ts';
import { batchOf } from '../measurements/measurement-batch.ts';
import type { Column, ParsedMeasurement } from '../measurements/measurement.ts';
import { readPoints } from '../measurements/points/point-range.ts';
import { sealSource, trimJournal } from '../measurements/writing/sealing.ts';
import { TestSite } from './test-site.ts';

const dayMs = 86_400_000;
const spanMs = 3_000;

/** Stored measurements in the order they were sent, as the plain list keeps them. */
interface Kept extends ParsedMeasurement {
  /** Among those of one source at one moment the earlier comes first. */
  sent: number;
}

const kinds: { type: string; columns: Column[] }[] = [
  { type: 'air', columns: [['c8y_Air', 'T', 'C'], ['c8y_Air', 'H', '%']] },
  { type: 'air', columns: [['c8y_Air', 'T', 'C']] },
  { type: 'door', columns: [['c8y_Door', 'open', null]] },
  { type: 'note', columns: [] },
];

const value = fc.oneof(fc.integer({ min: -50, max: 50 }).map((tenths) => tenths / 10), fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom(-0, 1e-300, 0.1 + 0.2));
const measurement = fc.record({ source: fc.nat(1), kind: fc.nat(kinds.length - 1), at: fc.nat(spanMs), values: fc.tuple(value, value), note: fc.option(fc.string({ unit: 'grapheme', maxLength: 5 })) });
type Drawn = typeof measurement extends fc.Arbitrary<infer Value> ? Value : never;

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('record' as const), list: fc.array(measurement, { minLength: 1, maxLength: 40 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('seal' as const), source: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), source: fc.nat(1), from: fc.nat(spanMs), to: fc.nat(spanMs), shape: fc.option(fc.nat(kinds.length - 1)) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const), at: fc.nat(spanMs) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'fail' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

class Both {
  readonly site: TestSite;
  readonly baseMs: number;
  readonly devices: number[] = [];
  list: Kept[] = [];
  #sent = 0;

  constructor(site: TestSite) {
    this.site = site;
    this.baseMs = site.clock.now() - spanMs - 1;
  }

  async begin(): Promise<void> {
    for (const name of ['one', 'other']) this.devices.push(await this.site.addObject(name));
  }

  async end(): Promise<void> {
    for (const deviceId of this.devices) {
      await deleteMeasurements(this.site.tenant, { deviceId, shapes: undefined, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER });
    }
  }

  async apply(next: Step): Promise<void> {
    const { site } = this;
    if (next.kind === 'record') return this.#record(next.list.map((drawn) => this.#parsed(drawn)));
    if (next.kind === 'seal') return this.#seal(this.devices[next.source] ?? 0);
    if (next.kind === 'restart') return site.restart();
    if (next.kind === 'fail') return this.#fail();
    if (next.kind === 'delete') return this.#delete(next);
    const beforeMs = this.baseMs + next.at;
    await applyRetention(site.tenant, 1, beforeMs + dayMs);
    this.list = this.list.filter(({ timeMs }) => timeMs >= beforeMs);
  }

  #parsed({ source, kind, at, values, note }: Drawn): ParsedMeasurement {
    const { type, columns } = kinds[kind] as (typeof kinds)[number];
    const extras = note === null ? null : { note };
    return { sourceId: this.devices[source] ?? 0, timeMs: this.baseMs + at, type, columns, samples: values.slice(0, columns.length), extras };
  }

  async #record(measurements: ParsedMeasurement[]): Promise<void> {
    await ingestMeasurements(this.site.tenant, { measurements: batchOf(measurements), arrivalMs: this.site.clock.now(), idempotency: null });
    this.list.push(...measurements.map((one) => ({ ...one, sent: this.#sent++ })));
  }

  async #seal(deviceId: number): Promise<void> {
    const { database, measurements, series } = this.site.tenant;
    const head = measurements.headOf(deviceId);
    if (head) await database.write(() => sealSource(measurements, series, head));
    await database.write(() => trimJournal(measurements));
  }

  /** A unit that seals and then fails leaves everything as it was. */
  async #fail(): Promise<void> {
    const { database, measurements, series } = this.site.tenant;
    const failing = database.write(function* () {
      for (const head of measurements.heads.all()) yield* sealSource(measurements, series, head);
      throw new Error('planted');
    });
    await expect(failing).rejects.toThrow('planted');
  }

  async #delete({ source, from, to, shape }: Extract<Step, { kind: 'delete' }>): Promise<void> {
    const { tenant } = this.site;
    const deviceId = this.devices[source] ?? 0;
    const kind = shape === null ? null : (kinds[shape] ?? null);
    const isKind = (one: { type: string; columns: readonly Column[] }) => kind === null || (one.type === kind.type && JSON.stringify(one.columns) === JSON.stringify(kind.columns));
    const shapes = kind === null ? undefined : tenant.measurements.shapesWhere(isKind).map(({ id }) => id);
    const [fromMs, toMs] = [this.baseMs + from, this.baseMs + to];
    await deleteMeasurements(tenant, { deviceId, shapes, fromMs, toMs });
    this.list = this.list.filter((one) => one.sourceId !== deviceId || one.timeMs < fromMs || one.timeMs >= toMs || !isKind(one));
  }

  check(from: number, to: number): void {
    const [fromMs, toMs] = [this.baseMs + Math.min(from, to), this.baseMs + Math.max(from, to) + 1];
    // Of one moment, what measured first comes first.
    const rank = ({ sourceId }: Kept) => this.site.tenant.measurements.ordinalOf(sourceId) ?? 0;
    const all = this.list.toSorted((a, b) => a.timeMs - b.timeMs || rank(a) - rank(b) || a.sent - b.sent);
    this.#checkLists(all, { fromMs, toMs });
    for (const deviceId of this.devices) this.#checkSeries(all.filter(({ sourceId }) => sourceId === deviceId), deviceId, fromMs, toMs);
  }

  #checkLists(all: Kept[], { fromMs, toMs }: { fromMs: number; toMs: number }): void {
    const { tenant } = this.site;
    const anything: MeasurementQuery = { deviceIds: undefined, type: undefined, fragment: undefined, series: undefined, fromMs: undefined, toMs: undefined };
    for (const query of [anything, { ...anything, deviceIds: [this.devices[0] ?? 0] }, { ...anything, type: 'air', fromMs, toMs }]) {
      const wanted = all.filter((one) => (!query.deviceIds || query.deviceIds.includes(one.sourceId)) && (!query.type || one.type === query.type) && (query.fromMs === undefined || (one.timeMs >= fromMs && one.timeMs < toMs)));
      const offset = wanted.length >> 1;
      expect(measurementTotal(tenant, query)).toBe(wanted.length);
      const whole = measurementPage(tenant, query, { newestFirst: false, limit: 10_000, offset: 0 });
      expect(whole.map(plain)).toEqual(wanted.map(plain));
      expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
      expect(measurementPage(tenant, query, { newestFirst: false, limit: 7, offset }).map(plain)).toEqual(wanted.slice(offset, offset + 7).map(plain));
      expect(measurementPage(tenant, query, { newestFirst: true, limit: 7, offset }).map(plain)).toEqual(wanted.toReversed().slice(offset, offset + 7).map(plain));
    }
  }

  #checkSeries(own: Kept[], deviceId: number, fromMs: number, toMs: number): void {
    const { database, measurements, series } = this.site.tenant;
    for (const one of series.ofDevice(deviceId)) {
      const points = own.flatMap(({ timeMs, columns, samples }) => {
        const column = columns.findIndex(([fragment, name]) => fragment === one.fragment && name === one.series);
        return column < 0 ? [] : [[timeMs, samples[column]]];
      });
      const found = readPoints(database, measurements, one, fromMs, toMs);
      expect(found.timeMs.map((timeMs, index) => [timeMs, found.value[index]])).toEqual(points.filter(([timeMs = 0]) => timeMs >= fromMs && timeMs < toMs));
      expect(one.latest && [one.latest.timeMs, one.latest.value]).toEqual(points.at(-1));
    }
  }
}

function plain({ timeMs, type, columns, samples, extras, sourceId }: Omit<ParsedMeasurement, 'columns'> & { columns: readonly Column[] }): unknown {
  return { timeMs, type, columns, samples, extras, sourceId };
}

test('answers as a plain list does', async () => {
  const site = new TestSite();
  const history = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), fc.nat(spanMs), fc.nat(spanMs), async (steps, from, to) => {
    const both = new Both(site);
    try {
      await both.begin();
      for (const next of steps) await both.apply(next);
      both.check(from, to);
      await site.restart();
      both.check(from, to);
    } finally {
      await both.end();
    }
  });
  await fc.assert(history, { numRuns: Number(process.env['VALVOMO_MODEL_RUNS'] ?? '60') });
  await site.end();
}, 120_000);
