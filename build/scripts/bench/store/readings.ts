/** The readings the store is measured with: the same for every system, from a seed. Pure. */

export interface ReadingPlan {
  /** Time of each device's first row, ms since 1970. */
  firstMs: number;
  /** From row to row, give or take {@link jitterMs}. */
  stepMs: number;
  /** Rows of each device that lie before what is wanted now. */
  skip: number;
  /** Rows of each device that are wanted. */
  rows: number;
  /** In one row of so many the first series is far enough out for a rule to raise an alarm; in the next one it is back. */
  alarmEvery: number;
}

/** A moment of a device: one value of each series, in tenths. */
export interface Row {
  timeMs: number;
  tenths: readonly number[];
}

/** What a device measures. Values start at `tenths` and walk within `reach` of it. */
export const series = [
  { name: 'T', unit: 'C', tenths: 215 },
  { name: 'H', unit: '%', tenths: 480 },
  { name: 'P', unit: 'hPa', tenths: 10_132 },
  { name: 'CO2', unit: 'ppm', tenths: 6_100 },
  { name: 'V', unit: 'V', tenths: 2_301 },
] as const;
const reach = 150;

/** A row is early or late by at most so much, as real clocks are. */
const jitterMs = 10;
const jitterValues = 2 * jitterMs + 1;
/** From row to row a value moves by at most so many tenths. */
const mostStep = 5;
const stepValues = 2 * mostStep + 1;

/** What the first series has in a row that alarms: outside its walk. */
export const alarmTenths = series[0].tenths + 2 * reach;

/** Fewest bytes a sample of this data can take with one column of time for a device's series. */
export const entropyFloor = (Math.log2(stepValues) + Math.log2(jitterValues) / series.length) / 8;

/** Mulberry32: small, fast, the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function stepped(value: number, start: number, random: number): number {
  const next = value + Math.floor(random * stepValues) - mostStep;
  return Math.abs(next - start) > reach ? 2 * value - next : next;
}

/** A device's rows, one after the other. */
export class Walk {
  readonly #device: number;
  readonly #random: () => number;
  readonly #plan: ReadingPlan;
  readonly #tenths: number[] = series.map(({ tenths }) => tenths);
  #row = 0;

  constructor(device: number, plan: ReadingPlan) {
    this.#device = device;
    this.#random = randomNumbers(device + 1);
    this.#plan = plan;
    for (let row = 0; row < plan.skip; row += 1) this.#move();
  }

  next(): Row {
    const { firstMs, stepMs, alarmEvery } = this.#plan;
    const row = this.#row;
    const jitter = this.#move();
    const timeMs = firstMs + row * stepMs + Math.min(jitter, Math.floor(stepMs / 2) - 1);
    const alarms = (row + 1 + this.#device * 7) % alarmEvery === 0;
    return { timeMs, tenths: alarms ? [alarmTenths, ...this.#tenths.slice(1)] : [...this.#tenths] };
  }

  /** @returns by how much this row is early or late. */
  #move(): number {
    this.#row += 1;
    for (const [index, { tenths }] of series.entries()) this.#tenths[index] = stepped(this.#tenths[index] ?? 0, tenths, this.#random());
    return Math.floor(this.#random() * jitterValues) - jitterMs;
  }
}
