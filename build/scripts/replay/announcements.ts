/** What a replay says to the person. */
import { relative } from 'node:path';

import type { SetEntry } from './ledger-entries.ts';
import { formatCount } from './progress.ts';
import type { DevicePlan } from './remaining.ts';
import type { BadRow } from './source-files.ts';
import type { SetName } from './source-sets.ts';

/** How the clock of a set is read, as its source does not say. */
const clocks: Record<SetName, string> = {
  'nab-machine': 'times without a zone, taken as UTC',
  'nab-ambient': 'times without a zone, taken as UTC',
  london: 'times without a zone that behave like UTC all year, taken as UTC',
  'london-raw': 'times without a zone that behave like UTC all year, taken as UTC',
  office: 'times without a zone, taken as Belgian standard time (UTC+1)',
};

export function badRowLine(folder: string, { file, row, reason }: BadRow): string {
  return `Not sent: ${relative(folder, file)}, row ${row}: ${reason}`;
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** What was set up in the console before anything was sent. */
export function createdLine(devices: number, rules: number): string {
  return `Created in the console: ${counted(devices, 'device')}, ${counted(rules, 'rule')}.`;
}

function timesWords({ shiftMs, fromMs }: SetEntry): string {
  const moved = shiftMs === 0 ? 'original times' : `shifted by ${(shiftMs / 86_400_000).toFixed(3)} days`;
  return fromMs === null ? moved : `${moved}, from ${new Date(fromMs).toISOString()} on`;
}

function sum(plans: readonly DevicePlan[], of: (plan: DevicePlan) => number): number {
  return plans.reduce((total, plan) => total + of(plan), 0);
}

/** Says a line unless one was said in the last `everyMs`: eight connections have the same trouble at once. */
export function seldom(say: (line: string) => void, everyMs: number, now = () => performance.now()): (line: string) => void {
  let lastMs = -Infinity;
  return (line) => {
    if (now() - lastMs < everyMs) return;
    lastMs = now();
    say(line);
  };
}

/** A line for each set: how much, of which times. */
export function setLines(plans: readonly DevicePlan[]): string[] {
  const sets = Map.groupBy(plans, ({ device }) => device.set);
  return [...sets].map(([set, members]) => {
    const total = sum(members, (plan) => plan.total);
    const stored = sum(members, (plan) => plan.stored);
    const before = stored === 0 ? '' : `; ${formatCount(stored)} stored by an earlier run`;
    const times = members[0] ? timesWords(members[0].span) : '';
    return `${set}: ${counted(total, 'reading')} of ${counted(members.length, 'device')}, ${times} (${clocks[set]})${before}`;
  });
}

/** The last lines: what the core has acknowledged, and how to go on or check. */
export function closingLines(summary: { done: number; total: number; seconds: number; sent: number; ledger: string }): string[] {
  const { done, total, seconds, sent, ledger } = summary;
  const rate = seconds > 0 ? `, ${formatCount(sent / seconds)}/s` : '';
  const amount = `${counted(sent, 'reading')} stored in ${seconds.toFixed(1)} s${rate}; ${formatCount(done)} of ${formatCount(total)} in all.`;
  if (done < total) return [amount, `The same command with --ledger ${ledger} goes on from here.`];
  return [amount, `Check them with: npm run verify -- --ledger ${ledger}`];
}
