/** Stretches of the past that are read: one device, a row a minute. They end where a day ended, so that runs of one day agree. */
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const toMs = Math.floor(Date.now() / dayMs) * dayMs;

const weekRows = 7 * 1_440;
const yearRows = 365 * 1_440;

/** Half an hour each, and half a day. Ours are round; the others are asked for the same. */
const weekBuckets = 7 * 48;
const yearBuckets = 365 * 2;

export const history = {
  stepMs: minuteMs,
  /** Exclusive. */
  toMs,
  weekRows,
  weekBuckets,
  weekFromMs: toMs - weekRows * minuteMs,
  yearRows,
  yearBuckets,
  yearFromMs: toMs - yearRows * minuteMs,
} as const;
