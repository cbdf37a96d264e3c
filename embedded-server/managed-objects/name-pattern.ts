/** New names for many devices out of one pattern. Pure. */

export interface PatternFacts {
  name: string;
  type: string | null;
  group: string | null;
  /** Which one it is, counted from 1. */
  number: number;
}

/** `Sensor {nn}, {group}` with a device's own facts; `{nnn}` has three digits at least. Anything else in braces stays. */
export function namedBy(pattern: string, { name, type, group, number }: PatternFacts): string {
  const facts: Record<string, string> = { name, type: type ?? '', group: group ?? '' };
  const filled = pattern.replaceAll(/\{(name|type|group|n+)\}/g, (_, word: string) => facts[word] ?? String(number).padStart(word.length, '0'));
  return filled.replaceAll(/\s+/g, ' ').trim().slice(0, 120).trim();
}
