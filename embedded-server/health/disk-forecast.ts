/** When the disk is full if it goes on filling as lately. Pure. */

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

/** @param samples oldest first. @returns ms UTC, or null when it does not fill or too little is known. */
export function fullAt(samples: readonly DiskSample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.timeMs - first.timeMs < shortestTrendMs) return null;
  const { slope, fit } = lineThrough(samples);
  return slope < 0 && fit >= leastFit ? Math.round(last.timeMs + last.freeBytes / -slope) : null;
}
