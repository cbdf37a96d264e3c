/** What the Trends view shows: several series over one stretch of time, and what is usual there. */
import { z } from 'zod';

import { wholeRange, wireRangeSchema, type PointRange } from './measurements.ts';

/** Values in one picture. */
export const mostTrendValues = 24;

/** Of the readings themselves, not of buckets, and of those inside the stretch asked for only. */
const extremesSchema = z.object({
  low: z.number(),
  lowAtMs: z.number().int(),
  high: z.number(),
  highAtMs: z.number().int(),
  mean: z.number(),
});

/**
 * A value of only 0 and 1: the stretches in which it was 1, clipped to the stretch asked for. What lies nearer to
 * each other than a picture can show is drawn as one (`fromMs`, `toMs`, and for how much of it it was 1); total, number
 * and longest are exact.
 */
const switchedSchema = z.object({
  fromMs: z.array(z.number().int()),
  toMs: z.array(z.number().int()),
  onMs: z.array(z.number().int().nonnegative()),
  totalMs: z.number().int().nonnegative(),
  times: z.number().int().nonnegative(),
  longest: z.object({ fromMs: z.number().int(), toMs: z.number().int() }).nullable(),
});
export type Switched = z.infer<typeof switchedSchema>;

/**
 * A stretch of a series for a chart. Buckets are whole ones on the calendar, so they may begin before `fromMs`; as raw
 * readings, the nearest before and after are given too, so that lines reach the edges. `count` is of readings inside.
 */
export interface TrendRange extends PointRange {
  extremes: z.infer<typeof extremesSchema> | null;
  /** Null when it is not a value of only 0 and 1. */
  switched: Switched | null;
}

export const trendRangeSchema = wireRangeSchema
  .extend({ extremes: extremesSchema.nullable(), switched: switchedSchema.nullable() })
  .transform((range): TrendRange => wholeRange(range));

/** The hours of a stretch with how low and high the value usually is in them; hours without are absent. */
export const usualHoursSchema = z.object({
  /** Beginning of the hour, ms UTC, ascending. */
  fromMs: z.array(z.number().int()),
  low: z.array(z.number()),
  high: z.array(z.number()),
  /** Weeks that at most were looked at. */
  weeks: z.number().int(),
});
export type UsualHours = z.infer<typeof usualHoursSchema>;

/** A longer stretch has no usual hours: they could not be told apart in its picture. */
export const longestUsualMs = 32 * 86_400_000;

/** A limit some rule has for a series. */
export const seriesLimitSchema = z.object({
  seriesId: z.string(),
  ruleId: z.string(),
  ruleName: z.string(),
  direction: z.enum(['above', 'below']),
  limit: z.number(),
});
export type SeriesLimit = z.infer<typeof seriesLimitSchema>;

const cellText = z.string().min(1).max(300);

/** What a file of readings can be. */
export const exportFormats = ['csv', 'xlsx', 'parquet'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Readings to write into a file, and how: the words in it are the person's. */
export const trendExportSchema = z.object({
  /** What it is of, for the job's title and the sheets of a workbook. */
  title: z.string().max(120),
  columns: z.array(z.object({ seriesId: z.string(), head: cellText })).min(1).max(mostTrendValues),
  fromMs: z.number().int().min(0),
  /** Exclusive. */
  toMs: z.number().int().min(0).max(8.64e15),
  format: exportFormatSchema.default('csv'),
  fileName: z.string().regex(/^[^/\\\p{Cc}]{1,120}\.(csv|xlsx|parquet)$/u),
  /**
   * Heads of the two columns of time, and what is added to the head of a counter's second column: what it counts over the
   * exchanges of its device. Without that word there are no second columns.
   */
  heads: z.object({ local: cellText, utc: cellText, continued: cellText.optional() }),
  /** Of text; the other formats have numbers. */
  separator: z.enum([',', ';', '\t']),
  decimalComma: z.boolean(),
});
export type TrendExport = z.infer<typeof trendExportSchema>;
