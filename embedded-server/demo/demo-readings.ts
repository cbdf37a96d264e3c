/** What the demo site's devices send, as the body of a request. Pure. */
import type { DemoDevice } from './demo-plan.ts';
import { dayMs, hourMs, minuteMs, type DemoMoment } from './demo-values.ts';

/** How far back its history goes, and where it gets finer. */
const historyMs = 3 * dayMs;
const fineMs = 3 * hourMs;
const coarseEveryMs = 10 * minuteMs;
const fineEveryMs = minuteMs;

/** The moments of a history that ends with `madeMs`, oldest first. */
export function historyMoments(madeMs: number): number[] {
  const moments: number[] = [];
  const fineFrom = madeMs - fineMs;
  for (let timeMs = madeMs - historyMs; timeMs < fineFrom; timeMs += coarseEveryMs) moments.push(timeMs);
  for (let timeMs = fineFrom; timeMs <= madeMs; timeMs += fineEveryMs) moments.push(timeMs);
  return moments;
}

/** How often a device sends: those on Now often enough that one sees them live. */
function everyMs({ pinned }: DemoDevice): number {
  return pinned ? 15_000 : minuteMs;
}

/** When, within (fromMs, toMs], the device number `index` sends last; null when it does not. Devices take turns. */
export function lastDue(device: DemoDevice, index: number, fromMs: number, toMs: number): number | null {
  const every = everyMs(device);
  const offset = (index * 7_001) % every;
  const due = Math.floor((toMs - offset) / every) * every + offset;
  return due > fromMs ? due : null;
}

/** A measurement as the device sends it. */
export function demoReading(device: DemoDevice, sourceId: number, moment: DemoMoment): Record<string, unknown> {
  const fragments: Record<string, Record<string, { value: number; unit?: string }>> = {};
  for (const { fragment, series, unit, decimals, value } of device.values) {
    const rounded = Number(value(moment).toFixed(decimals));
    fragments[fragment] = { ...fragments[fragment], [series]: { value: rounded, ...(unit !== '' && { unit }) } };
  }
  return { source: { id: String(sourceId) }, type: 'valvomo_Demo', time: new Date(moment.timeMs).toISOString(), ...fragments };
}
