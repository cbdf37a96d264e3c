/** Stretches of the past that are read: one device, a row a minute. They end where a day ended, so that runs of one day agree. */
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const toMs = Math.floor(Date.now() / dayMs) * dayMs;

const weekRows = 7 * 1_440;
const yearRows = 365 * 1_440;

export const history = {
  stepMs: minuteMs,
  /** Exclusive. */
  toMs,
  weekRows,
  weekFromMs: toMs - weekRows * minuteMs,
  yearRows,
  yearFromMs: toMs - yearRows * minuteMs,
} as const;
