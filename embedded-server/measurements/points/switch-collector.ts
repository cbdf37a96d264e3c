/**
 * When a value of only 0 and 1 was 1. A reading holds until the next one. A device that repeats its state and then is
 * silent for much longer than usual is not known to have kept it; one that only reports changes is. Pure.
 */
import type { Switched } from '#contract/trends.ts';

import type { PointColumns } from './point-range.ts';

/** A silence of this many usual distances ends what was known. */
const patience = 3;
/** Distances that tell what is usual at a place. */
const remembered = 5;

interface SwitchQuestion {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** The last reading holds no longer than until now. */
  nowMs: number;
  /** Stretches nearer to each other than this are drawn as one. */
  resolutionMs: number;
  /** Usual time between readings now; null while unknown. */
  intervalMs: number | null;
}

/** What is drawn together is no longer than so many times what can be told apart: how much of it was on is still seen. */
const mostDrawnTogether = 8;

/** Stretches of time, clipped and drawn together; their sum is exact. */
class Stretches {
  readonly #question: SwitchQuestion;
  readonly #drawn: Pick<Switched, 'fromMs' | 'toMs' | 'onMs'> = { fromMs: [], toMs: [], onMs: [] };
  #totalMs = 0;
  #times = 0;
  #longest: Switched['longest'] = null;
  /** The stretch that goes on. */
  #current: { fromMs: number; toMs: number } | undefined;

  constructor(question: SwitchQuestion) {
    this.#question = question;
  }

  add(fromMs: number, toMs: number): void {
    const from = Math.max(fromMs, this.#question.fromMs);
    const to = Math.min(toMs, this.#question.toMs, this.#question.nowMs);
    if (to <= from) return;
    if (this.#current?.toMs === from) this.#current.toMs = to;
    else {
      this.#close();
      this.#current = { fromMs: from, toMs: to };
    }
  }

  result(): Switched {
    this.#close();
    return { ...this.#drawn, totalMs: this.#totalMs, times: this.#times, longest: this.#longest };
  }

  #close(): void {
    const stretch = this.#current;
    this.#current = undefined;
    if (!stretch) return;
    const lengthMs = stretch.toMs - stretch.fromMs;
    this.#totalMs += lengthMs;
    this.#times += 1;
    if (!this.#longest || lengthMs > this.#longest.toMs - this.#longest.fromMs) this.#longest = stretch;
    this.#draw(stretch.fromMs, stretch.toMs);
  }

  #draw(from: number, to: number): void {
    const { resolutionMs } = this.#question;
    const { fromMs, toMs, onMs } = this.#drawn;
    const last = toMs.length - 1;
    const isNear = last >= 0 && from - (toMs[last] ?? 0) < resolutionMs;
    if (isNear && to - (fromMs[last] ?? 0) <= mostDrawnTogether * resolutionMs) {
      toMs[last] = to;
      onMs[last] = (onMs[last] ?? 0) + to - from;
      return;
    }
    fromMs.push(from);
    toMs.push(to);
    onMs.push(to - from);
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Takes readings oldest first, beginning with the one before the stretch where there is one. */
export class SwitchCollector {
  readonly #question: SwitchQuestion;
  /** As if each reading held until the next, and as if silence ended what was known: which is right shows at the end. */
  readonly #held: Stretches;
  readonly #doubted: Stretches;
  #last: { timeMs: number; value: number } | undefined;
  readonly #distances: number[] = [];
  /** Readings that have passed; the distances take turns in their places. */
  #passed = 0;
  #repeats = 0;
  #changes = 0;
  #isSwitch = true;

  constructor(question: SwitchQuestion) {
    this.#question = question;
    this.#held = new Stretches(question);
    this.#doubted = new Stretches(question);
  }

  /** It is known to be no switch. */
  get isDone(): boolean {
    return !this.#isSwitch;
  }

  add({ times, values }: PointColumns): void {
    for (let index = 0; index < times.length && this.#isSwitch; index += 1) this.addOne(times[index] ?? 0, values[index] ?? 0);
  }

  addOne(timeMs: number, value: number): void {
    if (value !== 0 && value !== 1) this.#isSwitch = false;
    if (!this.#isSwitch) return;
    if (this.#last) this.#passTo(this.#last, timeMs, value);
    this.#last = { timeMs, value };
  }

  /** Null when it is not a value of only 0 and 1, or nothing is known of it. */
  result(): Switched | null {
    if (!this.#isSwitch || !this.#last) return null;
    if (this.#last.value === 1) this.#hold(this.#last.timeMs, Infinity);
    return this.#repeats > this.#changes ? this.#doubted.result() : this.#held.result();
  }

  #passTo(last: { timeMs: number; value: number }, timeMs: number, value: number): void {
    if (last.value === 1) this.#hold(last.timeMs, timeMs);
    if (last.value === value) this.#repeats += 1;
    else this.#changes += 1;
    this.#distances[this.#passed % remembered] = timeMs - last.timeMs;
    this.#passed += 1;
  }

  #hold(fromMs: number, toMs: number): void {
    this.#held.add(fromMs, toMs);
    const usualMs = Math.max(this.#question.intervalMs ?? 0, medianOf(this.#distances));
    this.#doubted.add(fromMs, usualMs > 0 ? Math.min(toMs, fromMs + patience * usualMs) : toMs);
  }
}
