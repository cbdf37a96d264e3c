/** Where somebody came from while zooming: the way back, and the words along it. Pure. */
import type { Shown } from './windows.ts';

export interface ZoomHistory {
  /** What was shown before, the oldest first. */
  before: readonly Shown[];
  /** The last change was one of a row of small steps, which are taken back together. */
  stepping: boolean;
}

export const noHistory: ZoomHistory = { before: [], stepping: false };

/** Further back nobody remembers. */
const mostRemembered = 12;

export function sameShown(one: Shown, other: Shown): boolean {
  if ('span' in one || 'span' in other) return 'span' in one && 'span' in other && one.span === other.span;
  return one.fromMs === other.fromMs && one.toMs === other.toMs;
}

/**
 * Something else is shown now.
 * @param small a step of zooming by keys or wheel: many in a row count as one.
 */
export function afterChange(history: ZoomHistory, from: Shown, to: Shown, small: boolean): ZoomHistory {
  if (sameShown(from, to)) return history;
  if (small && history.stepping) return history;
  return { before: [...history.before, from].slice(-mostRemembered), stepping: small };
}

/** Moving sideways is no level of its own. */
export function afterMove(history: ZoomHistory): ZoomHistory {
  return { ...history, stepping: false };
}

/** One level back, or to an earlier one by its place; null when there is none. */
export function back({ before }: ZoomHistory, place = before.length - 1): { history: ZoomHistory; shown: Shown } | null {
  const shown = before[place];
  return shown ? { history: { before: before.slice(0, place), stepping: false }, shown } : null;
}
