/** The one sentence that answers: is everything all right? */
import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { SiteSummary } from '#contract/console/site-calls.ts';

import { alarmTitle } from '../../alarms/alarm-words.ts';

export type NowSentence =
  | { kind: 'noDevices' }
  | { kind: 'allNormal' }
  | { kind: 'unacknowledged'; text: string }
  /** `count` others wait beside the worst one. */
  | { kind: 'unacknowledgedMany'; text: string; count: number }
  | { kind: 'allAcknowledged'; count: number };

/**
 * What to say.
 * @param alarms open ones, worst first.
 */
export function nowSentence(summary: Pick<SiteSummary, 'devices'>, alarms: readonly ConsoleAlarm[], total: number): NowSentence {
  if (total === 0) return summary.devices === 0 ? { kind: 'noDevices' } : { kind: 'allNormal' };
  const waiting = alarms.filter(({ state }) => !state.acknowledged);
  const [worst] = waiting;
  if (!worst) return { kind: 'allAcknowledged', count: total };
  const text = alarmTitle(worst);
  return waiting.length === 1 ? { kind: 'unacknowledged', text } : { kind: 'unacknowledgedMany', text, count: waiting.length - 1 };
}
