/** What is said of a refused request. Pure: the words themselves are in the catalogue. */
import type { Attempt } from '#contract/senders.ts';

/** A sentence of the catalogue `senders:refused` with what goes into it. */
export interface RefusalWords {
  key:
    | Exclude<Attempt['kind'], 'malformed' | 'invalid' | 'unknown-source'>
    | 'malformed'
    | 'malformedSomewhere'
    | 'missing'
    | 'invalid'
    | 'invalidSomewhere'
    | 'time'
    | 'unknown-source'
    | 'unknown-source-unnamed';
  name: string;
  id: string;
  field: string;
  line: number;
  column: number;
}

function keyOf({ kind, line, field, missing, askedId }: Attempt): RefusalWords['key'] {
  switch (kind) {
    case 'malformed':
      return line === null ? 'malformedSomewhere' : 'malformed';
    case 'invalid':
      if (field === null) return 'invalidSomewhere';
      if (missing) return 'missing';
      return field === 'time' ? 'time' : 'invalid';
    case 'unknown-source':
      return askedId === null ? 'unknown-source-unnamed' : 'unknown-source';
    default:
      return kind;
  }
}

/** The sentence for an attempt. */
export function refusalWords(attempt: Attempt): RefusalWords {
  const { userName, askedId, field, line, column } = attempt;
  return { key: keyOf(attempt), name: userName ?? '', id: askedId ?? '', field: field ?? '', line: line ?? 0, column: column ?? 0 };
}

/** Shown at once in a panel. */
const mostShown = 3;

/**
 * What still stands in a device's way: the latest refusals since its last request that was taken, oldest first. Of
 * strangers only the last, and only while nothing is known of the device itself.
 */
export function standingRefusals(attempts: readonly Attempt[], strangers: readonly Attempt[], acceptedMs: number | null): Attempt[] {
  const after = (list: readonly Attempt[]) => list.filter(({ lastMs }) => acceptedMs === null || lastMs > acceptedMs);
  const own = after(attempts).slice(-mostShown);
  if (own.length > 0 || acceptedMs !== null) return own;
  return after(strangers).slice(-1);
}
