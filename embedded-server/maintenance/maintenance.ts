/** A stretch of time in which somebody works at a device or group: alarms are recorded, not announced. Pure. */
import { ExpectedError } from '#contract/errors.ts';

/** Times are ms UTC. */
export interface Maintenance {
  readonly id: number;
  /** The device or group it was said of. */
  readonly objectId: number;
  readonly sinceMs: number;
  /** Ends by itself then. */
  readonly untilMs: number;
  readonly reason: string;
  readonly by: string;
}

/** Nobody works longer at one thing without saying so again. */
export const longestMs = 30 * 24 * 60 * 60_000;

/** @param mayMs how long the person may ask for. @throws ExpectedError 'invalid' naming the field, 'forbidden' beyond the person's right. */
export function requireSpan(untilMs: number, nowMs: number, mayMs: number): void {
  const spanMs = untilMs - nowMs;
  if (spanMs <= 0) throw new ExpectedError('invalid', 'Maintenance must end in the future', { fields: { untilMs: 'in the past' } });
  if (spanMs > longestMs) throw new ExpectedError('invalid', 'Maintenance lasts 30 days at most', { fields: { untilMs: 'too far' } });
  if (spanMs > mayMs) throw new ExpectedError('forbidden', `Your role may say maintenance for ${mayMs / 3_600_000} hours at most`);
}
