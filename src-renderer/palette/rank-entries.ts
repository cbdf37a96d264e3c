/** Which entries stand in the palette, and in which order. Pure. */
import { fitOf, foldText, queryWords } from '#contract/find-words.ts';

import { type PaletteEntry, paletteGroups } from './palette-entry.ts';

/** An entry that fits, with the stretches of its title to show as the reason. */
export interface RankedEntry {
  entry: PaletteEntry;
  marks: readonly (readonly [number, number])[];
}

export interface EntryGroup {
  name: (typeof paletteGroups)[number];
  entries: readonly RankedEntry[];
}

export interface Ranked {
  groups: readonly EntryGroup[];
  /** How many fit, shown or not. */
  total: number;
}

/** Rows of a group; more would push the next one out of sight. */
const mostShown: Record<EntryGroup['name'], number> = { lately: 5, do: 5, alarms: 4, things: 8, settings: 6 };

const unmarked = (entry: PaletteEntry): RankedEntry => ({ entry, marks: [] });

function groupsOf(ranked: ReadonlyMap<EntryGroup['name'], readonly RankedEntry[]>): EntryGroup[] {
  return paletteGroups.flatMap((name) => {
    const entries = (ranked.get(name) ?? []).slice(0, mostShown[name]);
    return entries.length > 0 ? [{ name, entries }] : [];
  });
}

/** Before anything is typed: what was used lately, then what is proposed. */
function proposals(entries: readonly PaletteEntry[], lately: readonly PaletteEntry[]): Ranked {
  const known = new Map(entries.map((entry) => [entry.key, entry]));
  // An act that is not offered any more cannot be done; a thing that was found once is still to be had.
  const again = lately.flatMap((entry) => known.get(entry.key) ?? (entry.group === 'things' ? entry : []));
  const used = new Set(again.map(({ key }) => key));
  const rest = entries.filter(({ key, proposed }) => proposed && !used.has(key));
  const groups = Map.groupBy(rest.map(unmarked), ({ entry }) => entry.group as EntryGroup['name']);
  return { groups: groupsOf(groups.set('lately', again.map(unmarked))), total: entries.length };
}

interface Scored extends RankedEntry {
  score: number;
}

function score(entry: PaletteEntry, words: readonly string[], isRecent: boolean): Scored[] {
  const { title, detail = '', also = '', found = false } = entry;
  const fit = fitOf(words, foldText(title), foldText(`${detail} ${also}`));
  if (!fit && !found) return [];
  return [{ entry, marks: fit?.marks ?? [], score: (fit?.score ?? 0) + (isRecent ? 1 : 0) }];
}

/**
 * What to show for a query.
 * @param lately what was used last, newest first. @param foundTotal how many the core found, of which `entries` hold the best few.
 */
export function rankEntries(entries: readonly PaletteEntry[], lately: readonly PaletteEntry[], query: string, foundTotal = 0): Ranked {
  const words = queryWords(query);
  if (words.length === 0) return proposals(entries, lately);
  const recent = new Set(lately.map(({ key }) => key));
  const scored = entries.flatMap((entry) => score(entry, words, recent.has(entry.key)));
  // What the core found comes in its order, which knows more than is shown; the rest by how well it fits.
  const sorted = scored.sort((one, other) => (one.entry.found && other.entry.found ? 0 : other.score - one.score));
  const here = sorted.filter(({ entry }) => !entry.found).length;
  return { groups: groupsOf(Map.groupBy(sorted, ({ entry }) => entry.group as EntryGroup['name'])), total: here + foundTotal };
}
