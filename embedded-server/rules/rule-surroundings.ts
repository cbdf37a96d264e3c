/** What goes into the rule engine from the rest of the tenant, and what comes out of it. */
import type { Rule } from '#contract/rules.ts';

import type { Decision, Hearing, Phase } from './conditions.ts';
import type { PointsBetween } from './rate-windows.ts';
import type { AncestorsOf } from './rule-index.ts';
import type { Target } from './standings.ts';

/** Stored readings of one series on their way through the rules, in the order they were sent. */
export interface SeriesReadings {
  seriesId: number;
  deviceId: number;
  fragment: string;
  series: string;
  times: ArrayLike<number>;
  /** The value of reading `index` stands at `firstValue + index * step`. */
  values: ArrayLike<number>;
  firstValue: number;
  step: number;
}

/** A rule changed where it stands. */
export interface Transition {
  rule: Rule;
  target: Target;
  phase: Phase;
  decision: Decision | null;
}

/** The latest point of a known series. */
export interface LatestPoint {
  seriesId: number;
  fragment: string;
  series: string;
  timeMs: number;
  value: number;
}

/** What the engine asks the rest of the tenant, always as the running unit sees it. */
export interface RuleSurroundings {
  startedMs: number;
  ancestorsOf: AncestorsOf;
  pointsBetween: PointsBetween;
  /** What a series measured before was measured by another unit; −Infinity where none was exchanged. */
  sameUnitSinceMs(seriesId: number): number;
  latestPoints(): Iterable<LatestPoint>;
  heardDevices(): Iterable<number>;
  hearingOf(deviceId: number): Hearing | undefined;
}
