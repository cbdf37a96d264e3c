/** Stretches of series as JSON, in the form of the contract's `wireRangeSchema`: thousands of numbers each. */
import type { CallAnswer } from '#contract/console-api.ts';

import type { SeriesRange } from '../../flows/console-series.ts';
import type { TrendColumns } from '../../flows/trend-ranges.ts';
import { JsonBytes } from './json-bytes.ts';
import { JsonWriter } from '../json-writer.ts';

/** One for all answers: what was written is taken out at once. */
const writer = new JsonWriter();
const nothing: readonly number[] = [];

function writeMembers({ seriesId, added, fromMs, toMs, bucketMs, count, timeMs, min, max, mean }: SeriesRange): void {
  const isRaw = bucketMs === 0;
  const raised = added === undefined ? '' : `"added":${added},`;
  writer.text(`"seriesId":"${seriesId}","fromMs":${fromMs},"toMs":${toMs},"bucketMs":${bucketMs},"count":${count},${raised}"steps":`);
  writer.steps(timeMs);
  writer.text(',"min":');
  writer.numbers(isRaw ? nothing : min);
  writer.text(',"max":');
  writer.numbers(isRaw ? nothing : max);
  writer.text(',"mean":');
  writer.numbers(mean);
}

function writeRange(range: SeriesRange): void {
  writer.text('{');
  writeMembers(range);
  writer.text('}');
}

function writeTrend(range: TrendColumns): void {
  writer.text('{');
  writeMembers(range);
  writer.text(`,"extremes":${JSON.stringify(range.extremes)},"switched":${JSON.stringify(range.switched)}}`);
}

function writeList<Range>(name: string, ranges: readonly Range[], write: (range: Range) => void): void {
  writer.text(`{"${name}":[`);
  for (const [index, range] of ranges.entries()) {
    if (index > 0) writer.text(',');
    write(range);
  }
  writer.text(']}');
}

export function rangeJson(range: SeriesRange): JsonBytes<CallAnswer<'points'>> {
  writeRange(range);
  return new JsonBytes(writer.take());
}

export function rangesJson(ranges: readonly SeriesRange[]): JsonBytes<CallAnswer<'trends'>> {
  writeList('trends', ranges, writeRange);
  return new JsonBytes(writer.take());
}

export function trendRangesJson(ranges: readonly TrendColumns[]): JsonBytes<CallAnswer<'trendRanges'>> {
  writeList('ranges', ranges, writeTrend);
  return new JsonBytes(writer.take());
}
