/** The progress of a replay in one line: done of total, rate, time left. */

/** Readings acknowledged at a moment. */
export interface Sample {
  atMs: number;
  done: number;
}

export interface Progress {
  done: number;
  total: number;
  /** Readings a second of late; null while unknown. */
  rate: number | null;
}

const barLength = 24;
/** The rate is that of the last so many ms. */
const rateWindowMs = 10_000;

/** Readings a second over the samples, oldest first; null with less than a quarter of a second of them. */
export function rateOf(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.atMs - first.atMs < 250) return null;
  return ((last.done - first.done) * 1000) / (last.atMs - first.atMs);
}

/** The samples that still count at `nowMs`: those of the window, and the last one before it. */
export function recentSamples(samples: readonly Sample[], nowMs: number): Sample[] {
  const inside = samples.findIndex(({ atMs }) => atMs >= nowMs - rateWindowMs);
  return inside < 0 ? samples.slice(-1) : samples.slice(Math.max(0, inside - 1));
}

/** `1:05:09`, `5:09`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** `676,715`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

function timeLeft({ done, total, rate }: Progress): string {
  if (done >= total) return 'done';
  return rate === null || rate <= 0 ? 'time left unknown' : `${formatDuration(((total - done) / rate) * 1000)} left`;
}

/** `[####----]  50 %  100 / 200 readings, 20/s, 0:05 left`. @param words what is counted. */
export function progressLine(progress: Progress, words = 'readings'): string {
  const { done, total, rate } = progress;
  const part = total === 0 ? 1 : done / total;
  const filled = Math.floor(part * barLength);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barLength - filled)}]`;
  const percent = `${String(Math.floor(part * 100)).padStart(3)} %`;
  const speed = rate === null ? '' : `, ${formatCount(rate)}/s`;
  return `${bar} ${percent}  ${formatCount(done)} / ${formatCount(total)} ${words}${speed}, ${timeLeft(progress)}`;
}
