/** Readings as a file for a spreadsheet, as a job: every one of them, a line a moment, a column a value. */
import { z } from 'zod';

import { csvLine, csvStart } from '#contract/csv.ts';
import { formatInstant } from '#contract/time.ts';
import { trendExportSchema } from '#contract/trends.ts';
import { zoneOffsets, type ZoneOffset } from '#contract/zone-offset.ts';

import { pointSlices } from '../measurements/point-slices.ts';
import { mergedPoints, type MergedRow } from '../measurements/merged-points.ts';
import { readSite } from '../tenants/site-settings.ts';
import { defineJobKind, JobFailure } from './job-kind.ts';

const hourMs = 3_600_000;
/** Lines after which others get their turn, and after which the job's place is stored. */
const linesPerTurn = 500;
const linesPerStep = 20_000;

/** "2026-11-19 14:32:08" on the site's clock, as spreadsheets take it for a time; fractions only where there are any. */
function localTime(timeMs: number, offsetOf: ZoneOffset): string {
  const text = new Date(timeMs + offsetOf(timeMs)).toISOString();
  return text.slice(0, timeMs % 1000 === 0 ? 19 : 23).replace('T', ' ');
}

interface LineForm {
  separator: ',' | ';' | '\t';
  decimalComma: boolean;
  offsetOf: ZoneOffset;
}

function lineOf({ timeMs, values }: MergedRow, { separator, decimalComma, offsetOf }: LineForm): string {
  const written = values.map((value) => (value === null || !decimalComma ? value : String(value).replace('.', ',')));
  return csvLine([localTime(timeMs, offsetOf), formatInstant(timeMs), ...written], separator);
}

/** Hours of the stretch behind a moment: what the progress is told in. */
function hoursTo(timeMs: number, fromMs: number): number {
  return Math.max(0, Math.floor((timeMs - fromMs) / hourMs));
}

export const trendExport = defineJobKind({
  name: 'trend-export',
  access: 'site:read',
  parameters: trendExportSchema,
  /** Everything before `nextMs` stands in the file. */
  checkpoint: z.object({ nextMs: z.number(), lines: z.number() }),
  title: ({ title }) => ({ title }),
  async run(job) {
    const { tenant, parameters } = job;
    const { columns, fromMs, toMs, fileName, heads, separator, decimalComma } = parameters;
    const series = columns.map(({ seriesId }) => {
      const found = tenant.series.get(Number(seriesId));
      if (!found) throw new JobFailure('not-found');
      return found;
    });
    const file = await job.file(fileName, 'text/csv; charset=utf-8');
    if (job.checkpoint === null) await file.append(csvStart + csvLine([heads.local, heads.utc, ...columns.map(({ head }) => head)], separator));
    job.setTotal(Math.max(1, hoursTo(toMs, fromMs)));
    const form = { separator, decimalComma, offsetOf: zoneOffsets(readSite(tenant.database, tenant.id).timeZone) };
    const startMs = job.checkpoint?.nextMs ?? fromMs;
    let lines = job.checkpoint?.lines ?? 0;
    let text = '';
    let lastMs = startMs - 1;
    const flush = async (): Promise<void> => {
      await file.append(text);
      text = '';
    };
    for (const row of mergedPoints(series.map((one) => pointSlices(tenant, one, startMs, toMs)))) {
      const isNewMoment = row.timeMs !== lastMs;
      if (isNewMoment && lines % linesPerTurn === 0 && text !== '') {
        await flush();
        job.progress(hoursTo(row.timeMs, fromMs));
        await job.turn();
      }
      if (isNewMoment && lines % linesPerStep === 0 && lines > 0) {
        await flush();
        const checkpoint = { nextMs: row.timeMs, lines };
        await job.step(function* () {
          return { checkpoint, done: hoursTo(row.timeMs, fromMs) };
        });
      }
      text += lineOf(row, form);
      lines += 1;
      lastMs = row.timeMs;
    }
    await flush();
    const whole = { nextMs: toMs, lines };
    await job.step(function* () {
      return { checkpoint: whole, done: Math.max(1, hoursTo(toMs, fromMs)), counts: { lines } };
    });
  },
});
