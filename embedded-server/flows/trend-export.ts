/** Readings as a file, as a job: every one of them, a line a moment, a column a value. */
import { z } from 'zod';

import { trendExportSchema, type ExportFormat, type TrendExport } from '#contract/trends.ts';
import { zoneOffsets } from '#contract/zone-offset.ts';

import { continued } from '../measurements/points/counter.ts';
import { mergedPoints, type MergedRow } from '../measurements/points/merged-points.ts';
import { pointSlices } from '../measurements/points/point-slices.ts';
import { CsvTable } from '../tables/csv-table.ts';
import { ParquetTable } from '../tables/parquet-table.ts';
import type { TableWriter } from '../tables/table-writer.ts';
import { XlsxTable } from '../tables/xlsx-table.ts';
import { readSite } from '../tenants/site-settings.ts';
import { stepsOf } from './counter-swaps.ts';
import { defineJobKind, JobFailure, type JobContext, type JobOutput } from './job-kind.ts';
import type { OpenTenant } from './open-tenant.ts';

const hourMs = 3_600_000;
/** Cells after which others get their turn: a few milliseconds. */
const cellsPerTurn = 3_000;
/** Lines after which the job's place is stored. */
const linesPerStep = 20_000;

const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
};

/** Everything before `nextMs` stands in the file; `table` is what its format must know to go on; of a whole file nothing is left to do. */
const checkpointSchema = z.object({ nextMs: z.number(), lines: z.number(), table: z.unknown(), isWhole: z.boolean().default(false) });
type Checkpoint = z.infer<typeof checkpointSchema>;

/** With what was counted before the exchanges of a counter, by series: it stays as it was when the job began, as the columns do. */
const parametersSchema = trendExportSchema.extend({ steps: z.record(z.string(), z.array(z.object({ fromMs: z.number(), added: z.number() }))).default({}) });
type Parameters = z.infer<typeof parametersSchema>;
type Job = JobContext<Parameters, Checkpoint>;

/** The counters among what is to be exported that were exchanged before its end. */
export function withSteps(tenant: OpenTenant, parameters: TrendExport): Parameters {
  const { columns, heads, toMs } = parameters;
  const steps = columns.flatMap(({ seriesId }) => {
    const series = tenant.series.get(Number(seriesId));
    const known = series && heads.continued !== undefined ? stepsOf(tenant, series).filter(({ fromMs }) => fromMs < toMs) : [];
    return known.length > 0 ? [[seriesId, known] as const] : [];
  });
  return { ...parameters, steps: Object.fromEntries(steps) };
}

function headsOf({ columns, heads, steps }: Parameters): string[] {
  return columns.flatMap(({ seriesId, head }) => (steps[seriesId] ? [head, `${head}, ${heads.continued ?? ''}`] : [head]));
}

/** The readings as they came; of exchanged counters, beside each, what was counted in all. */
function cellsOf({ columns, steps }: Parameters, { timeMs, values }: MergedRow): (number | null)[] {
  return columns.flatMap(({ seriesId }, index) => {
    const value = values[index] ?? null;
    const known = steps[seriesId];
    return known ? [value, value === null ? null : continued(known, timeMs, value)] : [value];
  });
}

/** Hours of the stretch behind a moment: what the progress is told in. */
function hoursTo(timeMs: number, fromMs: number): number {
  return Math.max(0, Math.floor((timeMs - fromMs) / hourMs));
}

function tableOf({ parameters, checkpoint }: Job): TableWriter {
  const { heads, format, title, separator, decimalComma } = parameters;
  const all = { ...heads, columns: headsOf(parameters) };
  switch (format) {
    case 'csv':
      return new CsvTable(all, { separator, decimalComma }, checkpoint !== null);
    case 'xlsx':
      return new XlsxTable(all, title, checkpoint?.table);
    case 'parquet':
      return new ParquetTable(all);
  }
}

function rowsOf(tenant: OpenTenant, { columns, toMs }: TrendExport, startMs: number): Iterable<MergedRow> {
  const series = columns.map(({ seriesId }) => {
    const found = tenant.series.get(Number(seriesId));
    if (!found) throw new JobFailure('not-found');
    return found;
  });
  return mergedPoints(series.map((one) => pointSlices(tenant, one, startMs, toMs)));
}

/** From the rows into the file, with a turn for everybody else and a place to go on from now and then. */
class Export {
  readonly #job: Job;
  readonly #table: TableWriter;
  readonly #file: JobOutput;
  readonly #linesPerTurn: number;
  #lines: number;
  #sinceTurn = 0;
  #sinceStep = 0;

  constructor(job: Job, file: JobOutput) {
    this.#job = job;
    this.#file = file;
    this.#table = tableOf(job);
    this.#lines = job.checkpoint?.lines ?? 0;
    this.#linesPerTurn = Math.ceil(cellsPerTurn / (job.parameters.columns.length + 2));
  }

  async run(): Promise<void> {
    const { tenant, parameters, checkpoint } = this.#job;
    const offsetOf = zoneOffsets(readSite(tenant.database, tenant.id).timeZone);
    const startMs = checkpoint?.nextMs ?? parameters.fromMs;
    let lastMs = startMs - 1;
    for (const row of rowsOf(tenant, parameters, startMs)) {
      const { timeMs } = row;
      // Between two readings of one moment there is no place to go on from.
      if (timeMs !== lastMs) await this.#pause(timeMs);
      this.#table.add({ timeMs, localMs: timeMs + offsetOf(timeMs), values: cellsOf(parameters, row) });
      this.#count();
      lastMs = timeMs;
    }
    await this.#finish();
  }

  readonly #turn = (): Promise<void> => this.#job.turn();

  #hours(timeMs: number): number {
    return hoursTo(timeMs, this.#job.parameters.fromMs);
  }

  #count(): void {
    this.#lines += 1;
    this.#sinceTurn += 1;
    this.#sinceStep += 1;
  }

  async #pause(nextMs: number): Promise<void> {
    if (this.#sinceTurn < this.#linesPerTurn) return;
    this.#sinceTurn = 0;
    const isStep = this.#sinceStep >= linesPerStep;
    await this.#file.append(await this.#table.take(this.#turn, isStep));
    this.#job.progress(this.#hours(nextMs));
    if (!isStep) return this.#turn();
    this.#sinceStep = 0;
    await this.#place(nextMs);
  }

  async #place(nextMs: number): Promise<void> {
    const table = this.#table.state();
    if (table === null) return this.#turn();
    const [checkpoint, done] = [{ nextMs, lines: this.#lines, table, isWhole: false }, this.#hours(nextMs)];
    await this.#job.step(function* () {
      return { checkpoint, done };
    });
  }

  async #finish(): Promise<void> {
    const { toMs } = this.#job.parameters;
    await this.#file.append(await this.#table.end(this.#turn));
    const [checkpoint, done, lines] = [{ nextMs: toMs, lines: this.#lines, table: null, isWhole: true }, Math.max(1, this.#hours(toMs)), this.#lines];
    await this.#job.step(function* () {
      return { checkpoint, done, counts: { lines } };
    });
  }
}

export const trendExport = defineJobKind({
  name: 'trend-export',
  access: 'site:read',
  parameters: parametersSchema,
  checkpoint: checkpointSchema,
  title: ({ title }) => ({ title }),
  async run(job) {
    const { fromMs, toMs, fileName, format } = job.parameters;
    const file = await job.file(fileName, mediaTypes[format]);
    job.setTotal(Math.max(1, hoursTo(toMs, fromMs)));
    if (!job.checkpoint?.isWhole) await new Export(job, file).run();
  },
});
