/** How a disk goes on that fills as lately: until it is full, or until as much leaves by age as comes in. Pure. */

export interface DiskSample {
  /** Ms UTC. */
  timeMs: number;
  freeBytes: number;
}

const hourMs = 3_600_000;
/** Less is no trend: a backup or an import of one night is not how it goes on. */
export const shortestTrendMs = 24 * hourMs;
/** Below this share of what varies being explained by a straight line there is no trend either. */
const leastFit = 0.6;

interface Line {
  /** Bytes a ms. */
  slope: number;
  /** 0 to 1: how much of the variation the line explains. */
  fit: number;
}

/** The straight line through the samples by least squares. */
function lineThrough(samples: readonly DiskSample[]): Line {
  const count = samples.length;
  const meanTime = samples.reduce((sum, { timeMs }) => sum + timeMs, 0) / count;
  const meanFree = samples.reduce((sum, { freeBytes }) => sum + freeBytes, 0) / count;
  let [times, both, frees] = [0, 0, 0];
  for (const { timeMs, freeBytes } of samples) {
    times += (timeMs - meanTime) ** 2;
    both += (timeMs - meanTime) * (freeBytes - meanFree);
    frees += (freeBytes - meanFree) ** 2;
  }
  if (times === 0 || frees === 0) return { slope: 0, fit: 0 };
  return { slope: both / times, fit: both ** 2 / (times * frees) };
}

/** How long readings are kept. */
export interface Keeping {
  /** Days of those that are kept longest; null = for ever. */
  days: number | null;
  /** Bytes of what is stored now. */
  storedBytes: number;
  /** Some are so old that they leave already. */
  isLeaving: boolean;
}

export interface DiskForecast {
  /** When the disk is full, ms UTC; null when it will not be or too little is known. */
  fullMs: number | null;
  /** From when on as much leaves as comes in, at the latest, and what is free then; null when it is full before or nothing ever leaves. */
  level: { fromMs: number; freeBytes: number } | null;
}

const dayMs = 24 * hourMs;

/**
 * What comes in now leaves when its days are over: then as much is stored as comes in within that time. As long as nothing
 * leaves, what is stored counts towards it; later the line itself tells what comes in more than leaves.
 * @param samples oldest first.
 */
export function diskForecast(samples: readonly DiskSample[], { days, storedBytes, isLeaving }: Keeping): DiskForecast {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.timeMs - first.timeMs < shortestTrendMs) return { fullMs: null, level: null };
  const { slope, fit } = lineThrough(samples);
  if (slope >= 0 || fit < leastFit) return { fullMs: null, level: null };
  const fullMs = Math.round(last.timeMs + last.freeBytes / -slope);
  if (days === null) return { fullMs, level: null };
  const more = Math.max(0, -slope * days * dayMs - (isLeaving ? 0 : storedBytes));
  if (more >= last.freeBytes) return { fullMs, level: null };
  return { fullMs: null, level: { fromMs: last.timeMs + days * dayMs, freeBytes: Math.round(last.freeBytes - more) } };
}
