/** How cost grows: the same measurements at more and more samples, on small and large sites. */
import { untilQuiet, Ingest } from './ingest.ts';
import { prepareLoad } from './load.ts';
import { startOwn, type OwnSystem } from './own-system.ts';
import { usageOf } from './process-usage.ts';
import { measureReads, read } from './reads.ts';
import { series } from './readings.ts';
import { settledBytes } from './settled.ts';
import { shapesOf, type Shape } from './shapes.ts';
import { measureStarts } from './starts.ts';
import { folderBytes } from './system.ts';

export interface GrowthPoint {
  devices: number;
  /** Stored when it was measured. */
  samples: number;
  /** Samples a second of fresh readings, a hundred a request. */
  ingestPerSecond: number;
  ingestP99Ms: number;
  /** p50 of reads, ms. */
  rawMs: number;
  bucketsMs: number;
  latestMs: number;
  /** A thousand points over everything of one device. */
  wholeMs: number;
  /** Ready after kill -9. */
  startMs: number;
  memoryBytes: number;
  bytesPerSample: number;
}

const minuteMs = 60_000;
/** Fresh readings in a measurement of the rate. */
const freshSamples = 500_000;
/** Samples made at once by the load generator: what fits into its memory. */
const samplesAtOnce = 2_000_000;
const rowsPerRequest = 100;
const connections = 8;
const wholePoints = 1_000;
const wholeReads = 40;
const roundsOfFresh = 3;

/** The past of every device, a row a minute, as an import of old readings brings it: from the oldest on. */
class Past {
  readonly #system: OwnSystem;
  readonly fromMs: number;
  #rows = 0;

  /** @param mostRows of each device there will be in the end; they end an hour ago. */
  constructor(system: OwnSystem, mostRows: number) {
    this.#system = system;
    this.fromMs = Date.now() - 60 * minuteMs - mostRows * minuteMs;
  }

  get samples(): number {
    return this.#rows * this.#system.devices.length * series.length;
  }

  /** Exclusive. */
  get toMs(): number {
    return this.fromMs + this.#rows * minuteMs;
  }

  async growTo(rows: number): Promise<void> {
    const { port, devices } = this.#system;
    const rowsAtOnce = Math.max(1, Math.floor(samplesAtOnce / devices.length / series.length));
    while (this.#rows < rows) {
      const count = Math.min(rowsAtOnce, rows - this.#rows);
      const readings = { firstMs: this.fromMs, stepMs: minuteMs, skip: this.#rows, rows: count, alarmEvery: Number.MAX_SAFE_INTEGER };
      const work = { kind: 'ingest' as const, dialect: 'cumulocity' as const, form: 'together' as const, devices, firstDevice: 0, readings, rowsPerRequest: Math.min(rowsPerRequest, count), headers: [] };
      await (await prepareLoad({ port, connections, perSecond: null, mayBreak: false, work })).run();
      this.#rows += count;
    }
  }
}

/** Rows of each device so that all devices together have so many samples; whole requests. */
function shapeOf(samples: number, devices: number): Shape {
  const [shape] = shapesOf(1);
  if (!shape) throw new Error('there is nothing to send');
  const rows = shape.rowsPerRequest * Math.ceil(samples / devices / series.length / shape.rowsPerRequest);
  return { ...shape, rows };
}

interface Site {
  system: OwnSystem;
  ingest: Ingest;
  past: Past;
  /** Bytes of the folder without any readings. */
  emptyBytes: number;
}

async function measureAt({ system, ingest, past, emptyBytes }: Site): Promise<GrowthPoint> {
  const shape = shapeOf(freshSamples / roundsOfFresh, system.devices.length);
  const [device] = system.devices;
  if (!device) throw new Error('the site has no devices');
  const bytes = await settledBytes(system);
  const rounds = [];
  for (let round = 0; round < roundsOfFresh; round += 1) rounds.push(await ingest.run(shape));
  const middle = rounds.toSorted((one, other) => one.perSecond - other.perSecond)[Math.floor(rounds.length / 2)];
  const { memoryBytes } = usageOf(system.pid);
  await untilQuiet(system.pid);
  const reads = await measureReads(system, false);
  const whole = await read(system, [await system.chart(device, past.fromMs, past.toMs, wholePoints)], wholeReads);
  const stored = past.samples + ingest.samples;
  const [startMs = NaN] = await measureStarts({ system, ingest }, shape, 1);
  return {
    devices: system.devices.length,
    samples: past.samples,
    ingestPerSecond: middle?.perSecond ?? NaN,
    ingestP99Ms: middle?.p99Ms ?? NaN,
    rawMs: reads.raw?.p50Ms ?? NaN,
    bucketsMs: reads.buckets?.p50Ms ?? NaN,
    latestMs: reads.latest?.p50Ms ?? NaN,
    wholeMs: whole.p50Ms,
    startMs,
    memoryBytes,
    bytesPerSample: (bytes - emptyBytes) / (stored - rounds.reduce((sum, { samples }) => sum + samples, 0)),
  };
}

async function measureSite(devices: number, sizes: readonly number[], told: (line: string) => void): Promise<GrowthPoint[]> {
  const system = await startOwn(devices);
  const rowsOf = (samples: number) => Math.ceil(samples / devices / series.length);
  const site: Site = { system, ingest: new Ingest(system, 'cumulocity'), past: new Past(system, rowsOf(Math.max(...sizes))), emptyBytes: folderBytes(system.folder) };
  const points: GrowthPoint[] = [];
  try {
    await site.ingest.fillHistory('week');
    for (const samples of sizes) {
      told(`${devices} devices: filling up to ${samples} samples`);
      await site.past.growTo(rowsOf(samples));
      points.push(await measureAt(site));
      told(JSON.stringify(points.at(-1)));
    }
    return points;
  } finally {
    await system.stop();
  }
}

/** @param sizes samples, ascending. */
export async function measureGrowth(devices: readonly number[], sizes: readonly number[], told: (line: string) => void): Promise<GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  for (const count of devices) points.push(...(await measureSite(count, sizes, told)));
  return points;
}
