/**
 * How the values of the demo site go: pure functions of time, so that yesterday's history, a restart and today fit
 * together without anything being stored. Times are ms UTC.
 */

/** A moment as a value sees it. */
export interface DemoMoment {
  timeMs: number;
  /** Since the demo site was made; negative in its history. */
  sinceMs: number;
  /** Part of the local day, 0 to 1. */
  dayPart: number;
}

export type DemoValue = (moment: DemoMoment) => number;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** −1 to 1 for a whole number, always the same for the same two (an integer hash). */
export function noise(seed: number, step: number): number {
  let hash = (seed * 0x9e3779b1 + step * 0x85ebca6b) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  hash ^= hash >>> 15;
  return (hash >>> 0) / 0x7fffffff - 1;
}

/** Noise that wanders: between two hashed points a straight line. */
function drift(seed: number, timeMs: number, stepMs: number): number {
  const at = timeMs / stepMs;
  const step = Math.floor(at);
  const from = noise(seed, step);
  return from + (noise(seed, step + 1) - from) * (at - step);
}

/** A day's course, highest in the afternoon, with some wandering of its own. */
export function daily(seed: number, mean: number, swing: number, wander: number): DemoValue {
  return ({ timeMs, dayPart }) => mean - swing * Math.cos((dayPart - 0.12) * 2 * Math.PI) + wander * drift(seed, timeMs, 20 * minuteMs) + (wander / 4) * noise(seed, timeMs / minuteMs);
}

/** Something held at a value by switching on and off. */
export function cycling(seed: number, mean: number, swing: number, periodMs: number): DemoValue {
  return ({ timeMs }) => {
    const phase = (timeMs / periodMs + seed / 7) % 1;
    const triangle = phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
    return mean + swing * triangle + swing * 0.3 * drift(seed, timeMs, 10 * minuteMs);
  };
}

/** 1 while a door is open: a few minutes now and then in working hours. */
export function door(seed: number): DemoValue {
  const slotMs = 12 * minuteMs;
  return ({ timeMs, dayPart }) => {
    const slot = Math.floor(timeMs / slotMs);
    const working = dayPart > 0.25 && dayPart < 0.75;
    const opens = noise(seed, slot) > (working ? 0.2 : 0.96);
    const into = timeMs - slot * slotMs;
    return opens && into < (2 + 2 * Math.abs(noise(seed + 1, slot))) * minuteMs ? 1 : 0;
  };
}

/** What it adds for as long as `on` is 1. */
export function whileOn(value: DemoValue, on: DemoValue, added: number): DemoValue {
  return (moment) => value(moment) + added * on(moment);
}

/**
 * What goes wrong at a moment, stays wrong for a while and comes again: 0 when all is well, else up to 1, rising and
 * falling within a tenth of its length. With the demo site's making the first one is `firstMs` away.
 */
export function fault(firstMs: number, lengthMs: number, everyMs: number): DemoValue {
  return ({ sinceMs }) => {
    const into = (((sinceMs - firstMs) % everyMs) + everyMs) % everyMs;
    if (into > lengthMs) return 0;
    return Math.min(1, into / (lengthMs / 10), (lengthMs - into) / (lengthMs / 10));
  };
}

/** Worse and worse until somebody repairs it, then anew: from 0 to 1 over `overMs`, 1 at `endMs` after the making. */
export function wear(endMs: number, overMs: number): DemoValue {
  return ({ sinceMs }) => ((((sinceMs - endMs) % overMs) + overMs) % overMs) / overMs;
}

/** The first plus so much of the second. */
export function plus(value: DemoValue, other: DemoValue, times = 1): DemoValue {
  return (moment) => value(moment) + times * other(moment);
}

/** A battery that loses so much a day, in per cent, and is never quite empty. */
export function battery(seed: number, now: number, lossADay: number): DemoValue {
  return ({ sinceMs, timeMs }) => Math.max(1, Math.min(100, now - (lossADay * sinceMs) / dayMs + 0.2 * noise(seed, timeMs / hourMs)));
}

/** A meter: it only rises, faster in the day. `perDay` in its unit. */
export function counter(seed: number, start: number, perDay: number): DemoValue {
  return ({ sinceMs, dayPart }) => {
    const days = sinceMs / dayMs;
    // The integral of a rate of 1 + 0.8 sin: it never falls.
    const within = (0.8 / (2 * Math.PI)) * (1 - Math.cos((dayPart - 0.3) * 2 * Math.PI));
    return start + (seed % 5) + perDay * (days + within);
  };
}
