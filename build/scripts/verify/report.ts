/** The verifier's words. */
import type { Difference, Gaps } from './compare.ts';
import type { DeviceVerdict } from './verify-device.ts';
import type { ExpectedReading, UnreadableRow } from './source-lines.ts';

/** Differences of one device that are listed; all of them are counted. */
const listedAtMost = 50;

function moment(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function place({ file, row }: ExpectedReading): string {
  return `${file}, row ${row}`;
}

function values(list: readonly number[]): string {
  return list.join(', ');
}

/** One difference in a line, by file and row wherever it has one. */
export function differenceLine(difference: Difference): string {
  switch (difference.kind) {
    case 'missing':
      return `${place(difference.expected)}: ${values(difference.expected.values)} at ${moment(difference.expected.timeMs)} is not in the store`;
    case 'different':
      return `${place(difference.expected)}: ${values(difference.expected.values)} at ${moment(difference.expected.timeMs)} is stored as ${values(difference.stored.values)} (measurement ${difference.stored.id})`;
    case 'order':
      return `${place(difference.expected)}: stored out of order among the readings of ${moment(difference.expected.timeMs)} (measurement ${difference.stored.id})`;
    case 'extra':
      return `not in any file: ${values(difference.stored.values)} at ${moment(difference.stored.timeMs)} (measurement ${difference.stored.id})`;
    case 'odd':
      return `measurement ${difference.stored.id} at ${moment(difference.stored.timeMs)}: ${difference.oddity}`;
    case 'device':
      return difference.message;
  }
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `no gaps`, `10 gaps, the longest 174 h`. */
export function gapWords({ count: gaps, longestMs }: Gaps): string {
  if (gaps === 0) return 'no gaps';
  return `${counted(gaps, 'gap')}, the longest ${Number((longestMs / 3_600_000).toFixed(2))} h`;
}

export function unreadableLine({ file, row, text }: UnreadableRow): string {
  return `Not expected in the store: ${file}, row ${row}: '${text.slice(0, 60)}'`;
}

/** What is said of one device. */
export function deviceLines(verdict: DeviceVerdict): string[] {
  const { name, expected, stored, repeatedTimes, gaps, differences, unreadable } = verdict;
  const facts = `${count(stored)} stored, ${count(expected)} in the files, ${counted(repeatedTimes, 'repeated time')}, ${gapWords(gaps)}`;
  const more = differences.length - listedAtMost;
  return [
    ...unreadable.map(unreadableLine),
    `${differences.length === 0 ? 'ok  ' : 'BAD '} ${name}: ${facts}${differences.length === 0 ? '' : `, ${counted(differences.length, 'difference')}`}`,
    ...differences.slice(0, listedAtMost).map((difference) => `     ${differenceLine(difference)}`),
    ...(more > 0 ? [`     and ${count(more)} more`] : []),
  ];
}

/** The last line. */
export function totalLine(verdicts: readonly DeviceVerdict[], others: number, seconds: number): string {
  const sum = (of: (verdict: DeviceVerdict) => number) => verdicts.reduce((total, verdict) => total + of(verdict), 0);
  const differences = sum((verdict) => verdict.differences.length) + others;
  const compared = `${counted(sum(({ expected }) => expected), 'reading')} of ${counted(verdicts.length, 'device')} compared in ${seconds.toFixed(1)} s`;
  return `${compared}: ${differences === 0 ? 'no difference' : counted(differences, 'difference')}.`;
}
