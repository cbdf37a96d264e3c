/** What the tray shows; pure. */
import { severities, type Severity } from '#contract/alarms.ts';
import type { SeverityCounts } from '#contract/desktop.ts';

import type { Words } from './locales/en.ts';
import { fill } from './words.ts';

/** The picture's name: the console's symbol of the worst priority (shape and number), or one of two without alarm. */
export type TrayIcon = 'critical' | 'major' | 'minor' | 'warning' | 'normal' | 'unknown';

export interface TrayState {
  icon: TrayIcon;
  /** The number of open alarms of the worst severity; 0 when there is none. */
  count: number;
  /** One line for the tooltip and the menu. */
  sentence: string;
}

const iconOf = { CRITICAL: 'critical', MAJOR: 'major', MINOR: 'minor', WARNING: 'warning' } as const;

/** @param counts open alarms by severity, or null while no core is running */
export function trayState(counts: SeverityCounts | null, words: Words): TrayState {
  if (counts === null) return { icon: 'unknown', count: 0, sentence: words.stateUnknown };
  const open = severities.filter((severity) => counts[severity] > 0);
  const worst = open[0];
  if (worst === undefined) return { icon: 'normal', count: 0, sentence: words.stateNormal };
  const sentence = open.map((severity) => countedText(severity, counts, words)).join(', ');
  return { icon: iconOf[worst], count: counts[worst], sentence };
}

function countedText(severity: Severity, counts: SeverityCounts, words: Words): string {
  return fill(words[iconOf[severity]], { count: counts[severity] });
}
