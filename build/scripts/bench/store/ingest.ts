/** One round of one shape against one system, with what the system used for it. */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { history } from './history.ts';
import { prepareLoad, type LoadResult, type ReadyLoad } from './load.ts';
import { usageOf } from './process-usage.ts';
import type { Dialect } from './requests.ts';
import type { Shape } from './shapes.ts';
import type { System } from './system.ts';

export interface IngestFigures extends LoadResult {
  /** Of the system from the first request until it had nothing left to do: sealing and compaction count. */
  cpuPerMillion: number;
  writtenPerSample: number;
}

/** Rows so many seconds apart fit many rounds into the hour behind the start: a reading older than that counts as late. */
const stepMs = 500;
const firstMs = Date.now() - 50 * 60_000;

const quietCpuSeconds = 0.03;
const lookMs = 500;
const mostLooks = 60;

/** Resolves when a system does nothing any more, or after half a minute. */
export async function untilQuiet(pid: number): Promise<void> {
  let before = usageOf(pid).cpuSeconds;
  for (let look = 0; look < mostLooks; look += 1) {
    await sleep(lookMs);
    const { cpuSeconds } = usageOf(pid);
    if (!(cpuSeconds - before > quietCpuSeconds)) return;
    before = cpuSeconds;
  }
}

/** Resolves when a system may be measured: it does nothing, and all files are on the disk, so that it does not wait for what the one before wrote. */
export async function untilStill(pid: number): Promise<void> {
  await promisify(execFile)('sync');
  await untilQuiet(pid);
}

/** Rows of history in a request, the most ours takes, one request after the other: more would not fit into its queue. One device may make fifty a second. */
const historyRows = 1_000;
const historyPerSecond = 45;
/** Its walks are those of no other device. */
const historyWalk = 1_000_000;

interface SendOptions {
  /** Requests a second; null = as fast as they are answered. */
  perSecond?: number | null;
  /** The system may be killed under it. */
  mayBreak?: boolean;
}

/** Where a system stands in the readings: each is sent once. */
export class Ingest {
  readonly #system: System;
  readonly #dialect: Dialect;
  #rows = 0;
  /** Samples stored so far. */
  samples = 0;

  constructor(system: System, dialect: Dialect) {
    this.#system = system;
    this.#dialect = dialect;
  }

  /** Have the next rows of all devices ready to be sent. */
  prepare({ form, rowsPerRequest, connections, headers, rows, alarmEvery }: Shape, { perSecond = null, mayBreak = false }: SendOptions = {}): Promise<ReadyLoad> {
    const { port, devices } = this.#system;
    const readings = { firstMs, stepMs, skip: this.#rows, rows, alarmEvery };
    this.#rows += rows;
    const work = { kind: 'ingest' as const, dialect: this.#dialect, form, devices, firstDevice: 0, readings, rowsPerRequest, headers };
    return prepareLoad({ port, connections, perSecond, mayBreak, work });
  }

  /** Send the next rows and wait until the system has done all that comes of it. */
  async run(shape: Shape): Promise<IngestFigures> {
    const { pid } = this.#system;
    const load = await this.prepare(shape);
    await untilStill(pid);
    const before = usageOf(pid);
    const result = await load.run();
    await untilQuiet(pid);
    const after = usageOf(pid);
    this.samples += result.samples;
    return {
      ...result,
      cpuPerMillion: ((after.cpuSeconds - before.cpuSeconds) / result.samples) * 1_000_000,
      writtenPerSample: (after.writtenBytes - before.writtenBytes) / result.samples,
    };
  }

  /** Fill the stretch that is read: the past of one device. */
  async fillHistory(span: 'week' | 'year'): Promise<void> {
    const { port, historyDevice } = this.#system;
    const [fromMs, rows] = span === 'week' ? [history.weekFromMs, history.weekRows] : [history.yearFromMs, history.yearRows];
    const readings = { firstMs: fromMs, stepMs: history.stepMs, skip: 0, rows, alarmEvery: rows + historyWalk * 8 };
    const work = { kind: 'ingest' as const, dialect: this.#dialect, form: 'together' as const, devices: [historyDevice], firstDevice: historyWalk, readings, rowsPerRequest: historyRows, headers: [] };
    const load = await prepareLoad({ port, connections: 1, perSecond: historyPerSecond, mayBreak: false, work });
    this.samples += (await load.run()).samples;
  }
}
