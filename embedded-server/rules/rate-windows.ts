/** The windows of rate rules, following the transactions. Rebuilt from the store when first needed, and after a rollback. */
import type { Rule } from '#contract/rules.ts';

import type { Participant } from '../db/staged.ts';
import type { RateCondition } from './conditions.ts';
import { RateWindow, type WindowPoint } from './rate-window.ts';

/** Stored points of a series in [fromMs, toMs), oldest first. */
export type PointsBetween = (seriesId: number, fromMs: number, toMs: number) => readonly WindowPoint[];

/** Where windows come from. */
export interface RateSource {
  pointsBetween: PointsBetween;
  /** What a series measured before was measured by another unit: two counters have no rate. */
  sameUnitSinceMs(seriesId: number): number;
}

interface KnownWindow {
  window: RateWindow;
  sinceMs: number;
}

export class RateWindows implements Participant {
  readonly #source: RateSource;
  /** By the rule as it was saved: a changed rule starts with windows of its own. */
  readonly #windows = new WeakMap<Rule, Map<number, KnownWindow>>();
  /** Moved on by the running group. */
  readonly #touched = new Set<RateWindow>();

  constructor(source: RateSource) {
    this.#source = source;
  }

  /** Add the point, inside a unit; gives the extreme of the window that ends with it. */
  push(rule: Rule, condition: RateCondition, seriesId: number, point: WindowPoint): number {
    const sinceMs = this.#source.sameUnitSinceMs(seriesId);
    if (point.timeMs < sinceMs) return point.value;
    const window = this.#window(rule, condition, seriesId, point.timeMs, sinceMs);
    this.#touched.add(window);
    return window.push(point);
  }

  #window(rule: Rule, condition: RateCondition, seriesId: number, timeMs: number, sinceMs: number): RateWindow {
    const ofRule = this.#windows.get(rule) ?? new Map<number, KnownWindow>();
    this.#windows.set(rule, ofRule);
    const known = ofRule.get(seriesId);
    if (known && known.sinceMs === sinceMs && !known.window.isAbandoned) return known.window;
    const window = new RateWindow(condition.direction, condition.withinMs);
    const fromMs = Math.max(sinceMs, timeMs - condition.withinMs);
    for (const point of this.#source.pointsBetween(seriesId, fromMs, timeMs)) window.push(point);
    ofRule.set(seriesId, { window, sinceMs });
    return window;
  }

  releaseUnit(): void {
    // What a unit moved on is moved on for those after it too.
  }

  rollbackUnit(): void {
    this.#abandonTouched();
  }

  commitGroup(): void {
    this.#touched.clear();
  }

  abortGroup(): void {
    this.#abandonTouched();
  }

  /** Rare, so that the store is asked again for what stays. */
  #abandonTouched(): void {
    for (const window of this.#touched) window.abandon();
    this.#touched.clear();
  }
}
