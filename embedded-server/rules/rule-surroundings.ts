/** What goes into the rule engine from the rest of the tenant, and what comes out of it. */
import type { Rule } from '#contract/rules.ts';

import type { Decision, Hearing, Phase } from './conditions.ts';
import type { PointsBetween } from './rate-windows.ts';
import type { AncestorsOf } from './rule-index.ts';
import type { Target } from './standings.ts';

/** A stored point on its way through the rules. */
export interface EnginePoint {
  seriesId: number;
  deviceId: number;
  fragment: string;
  series: string;
  unit: string | null;
  timeMs: number;
  value: number;
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
  latestPoints(): Iterable<LatestPoint>;
  heardDevices(): Iterable<number>;
  hearingOf(deviceId: number): Hearing | undefined;
}
