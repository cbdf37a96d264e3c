/** The windows of rate rules, following the transactions. Rebuilt from the store when first needed, and after a rollback. */
import type { Rule } from '#contract/rules.ts';

import type { Participant } from '../db/staged.ts';
import type { RateCondition } from './conditions.ts';
import { RateWindow, type WindowPoint } from './rate-window.ts';

/** Stored points of a series in [fromMs, toMs), oldest first. */
export type PointsBetween = (seriesId: number, fromMs: number, toMs: number) => readonly WindowPoint[];

export class RateWindows implements Participant {
  readonly #pointsBetween: PointsBetween;
  /** By the rule as it was saved: a changed rule starts with windows of its own. */
  readonly #windows = new WeakMap<Rule, Map<number, RateWindow>>();
  /** Moved on by the running group. */
  readonly #touched = new Set<RateWindow>();

  constructor(pointsBetween: PointsBetween) {
    this.#pointsBetween = pointsBetween;
  }

  /** Add the point, inside a unit; gives the extreme of the window that ends with it. */
  push(rule: Rule, condition: RateCondition, seriesId: number, point: WindowPoint): number {
    const window = this.#window(rule, condition, seriesId, point.timeMs);
    this.#touched.add(window);
    return window.push(point);
  }

  #window(rule: Rule, condition: RateCondition, seriesId: number, timeMs: number): RateWindow {
    const ofRule = this.#windows.get(rule) ?? new Map<number, RateWindow>();
    this.#windows.set(rule, ofRule);
    const known = ofRule.get(seriesId);
    if (known && !known.isAbandoned) return known;
    const window = new RateWindow(condition.direction, condition.withinMs);
    for (const point of this.#pointsBetween(seriesId, timeMs - condition.withinMs, timeMs)) window.push(point);
    ofRule.set(seriesId, window);
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
