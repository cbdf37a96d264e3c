/** The devices picked for an act on many; kept while the list is narrowed the same way. */
import { create } from 'zustand';

export interface Picked {
  /** Ids of devices picked one by one. */
  ids: ReadonlySet<string>;
  /** All that the list shows, also beyond what is loaded. */
  all: boolean;
  /** Where a range begins. */
  anchor: string | null;
}

const nothing: Picked = { ids: new Set(), all: false, anchor: null };

export const usePicked = create<Picked>(() => nothing);

export function clearPicked(): void {
  usePicked.setState(nothing);
}

/** Pick one more, or one less. */
export function togglePicked(id: string): void {
  usePicked.setState(({ ids }) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    return { ids: next, all: false, anchor: id };
  });
}

/** The keys from one to another, both included, whichever comes first; one that is not there counts as the other. */
export function rangeOf(keys: readonly string[], from: string | null, to: string): string[] {
  const end = keys.indexOf(to);
  const start = from === null ? -1 : keys.indexOf(from);
  if (end === -1) return [];
  if (start === -1) return [to];
  return keys.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** Pick everything from where picking began to here. @param begin where it begins when nothing was picked. */
export function pickRange(keys: readonly string[], to: string, begin: string | null): void {
  usePicked.setState(({ anchor }) => {
    const from = anchor ?? begin ?? to;
    return { ids: new Set(rangeOf(keys, from, to)), all: false, anchor: from };
  });
}

export function pickAll(keys: readonly string[], beyond: boolean): void {
  usePicked.setState({ ids: new Set(keys), all: beyond, anchor: keys[0] ?? null });
}
