/** Which part of the wall stands there now. Pure. */

/** Pinned values on a page: four columns, two rows. */
export const pinsAPage = 8;

export interface WallPageState {
  /** From 0. */
  page: number;
  pages: number;
  /** Seconds until the next; null when it stays. */
  nextInSeconds: number | null;
}

interface WallAmounts {
  alarms: number;
  pins: number;
  /** Alarm rows there is room for. */
  rows: number;
  /** 0: the first page stays. */
  rotateSeconds: number;
}

/** The clock turns the pages, so that a wall that was restarted goes on in step. @param nowMs ms UTC. */
export function pageAt(nowMs: number, { alarms, pins, rows, rotateSeconds }: WallAmounts): WallPageState {
  const pages = Math.max(1, Math.ceil(pins / pinsAPage), Math.ceil(alarms / Math.max(1, rows)));
  if (rotateSeconds === 0 || pages === 1) return { page: 0, pages, nextInSeconds: null };
  const seconds = Math.floor(nowMs / 1000);
  return { page: Math.floor(seconds / rotateSeconds) % pages, pages, nextInSeconds: rotateSeconds - (seconds % rotateSeconds) };
}

/** The stretch of a list that a page shows; a shorter list begins anew before a longer one ends. */
export function onPage<Thing>(things: readonly Thing[], page: number, size: number): Thing[] {
  const pages = Math.max(1, Math.ceil(things.length / size));
  const from = (page % pages) * size;
  return things.slice(from, from + size);
}

const headPx = 124;
const rowPx = 62;
const moreAndFootPx = 78;
const cellPx = 160;

/** Alarm rows that fit above the pinned values. @param height of the window, px. */
export function alarmRows(height: number, pins: number): number {
  const cells = pins === 0 ? 0 : Math.min(2, Math.ceil(pins / 4)) * cellPx;
  return Math.max(3, Math.floor((height - headPx - moreAndFootPx - cells) / rowPx));
}
