/** Putting measurements of a source into blocks of a good size, inside a unit. */
import { run, type Unit } from '../../db/unit.ts';
import { lowerBound, sliceRows, type Section, type WholeSection } from '../section.ts';
import { packBlock } from './block.ts';
import { insertBlock } from './block-store.ts';

/** How wide a shape is, by its id. */
export type WidthOf = (shape: number) => number;

/** Measurements a block should hold when each has so many values: enough to pack well, few enough for a page of the file. */
export function wantedRows(width: number): number {
  const wantedSamples = 6_000;
  return Math.min(2_048, Math.max(256, Math.round(wantedSamples / Math.max(1, width))));
}

function rowsOf(sections: readonly Section[]): number {
  return sections.reduce((sum, { count }) => sum + count, 0);
}

/** Measurements a block of these should hold. */
export function wantedOf(sections: readonly Section[], widthOf: WidthOf): number {
  const samples = sections.reduce((sum, { shape, count }) => sum + count * Math.max(1, widthOf(shape)), 0);
  return wantedRows(samples / Math.max(1, rowsOf(sections)));
}

/** Times at which to cut, so that each part holds about as many; what is of one moment stays together. */
function cuts(sections: readonly Section[], parts: number): number[] {
  if (parts === 1) return [-Infinity, Infinity];
  const times = Float64Array.from(sections.flatMap(({ times: own }) => Array.from(own))).sort();
  const at = Array.from({ length: parts - 1 }, (_, index) => times[Math.floor(((index + 1) * times.length) / parts)] ?? 0);
  return [...new Set([-Infinity, ...at, Infinity])];
}

function part(section: Section, widthOf: WidthOf, fromMs: number, toMs: number): WholeSection | null {
  const [from, to] = [lowerBound(section.times, fromMs), lowerBound(section.times, toMs)];
  return from === to ? null : sliceRows(section, widthOf(section.shape), from, to);
}

function partsOf(sections: readonly Section[], widthOf: WidthOf): WholeSection[][] {
  const parts = Math.max(1, Math.round(rowsOf(sections) / wantedOf(sections, widthOf)));
  const edges = cuts(sections, parts);
  return edges.slice(1).map((toMs, index) => sections.flatMap((section) => part(section, widthOf, edges[index] ?? -Infinity, toMs) ?? []));
}

/** Store sections of one source, at most one a shape, as one block or several. */
export function* writeBlocks(source: number, sections: readonly Section[], widthOf: WidthOf): Unit<void> {
  for (const whole of partsOf(sections, widthOf)) {
    if (whole.length === 0) continue;
    const { fromMs, toMs, count, head, body } = packBlock(whole);
    yield* run(insertBlock(source, fromMs, toMs, count, head, body));
  }
}
