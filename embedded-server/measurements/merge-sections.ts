/** Sections of the same shape made one, in the order of time. Pure. */
import type { Section } from './section.ts';

/** A measurement: a row of a section. */
export interface Place {
  section: Section;
  row: number;
}

function ordinalAt({ section, row }: Place): number {
  return section.ordinals?.[row] ?? 0;
}

function timeAt({ section, row }: Place): number {
  return section.times[row] ?? 0;
}

/** Measurements of one source in the order of time, then ordinal. */
export function inTimeOrder(places: readonly Place[]): Place[] {
  return places.toSorted((a, b) => timeAt(a) - timeAt(b) || ordinalAt(a) - ordinalAt(b));
}

/** Every measurement of some sections, in no order. */
export function placesOf(sections: readonly Section[]): Place[] {
  return sections.flatMap((section) => Array.from({ length: section.count }, (_, row): Place => ({ section, row })));
}

/** Arrays one after the other. */
export function joined(arrays: readonly ArrayLike<number>[]): Float64Array {
  const whole = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

/** Each begins after the one before has ended. */
function follow(sections: readonly Section[]): boolean {
  return sections.every(({ times }, index) => index === 0 || (times[0] ?? 0) > (sections[index - 1]?.times.at(-1) ?? Infinity));
}

function inARow(sections: readonly Section[]): Section {
  const extras = new Map<number, string>();
  let at = 0;
  for (const section of sections) {
    for (const [row, text] of section.extras ?? []) extras.set(at + row, text);
    at += section.count;
  }
  const hasOrdinals = sections.some(({ ordinals }) => ordinals);
  return {
    shape: sections[0]?.shape ?? 0,
    count: at,
    times: joined(sections.map(({ times }) => times)),
    ordinals: hasOrdinals ? joined(sections.map(({ ordinals, count }) => ordinals ?? new Float64Array(count))) : null,
    column: (index) => joined(sections.map((section) => section.column(index))),
    extras: extras.size > 0 ? extras : null,
  };
}

function merged(sections: readonly Section[]): Section {
  const [only] = sections;
  if (only && sections.length === 1) return only;
  if (follow(sections)) return inARow(sections);
  const rows = inTimeOrder(placesOf(sections));
  const ordinals = Float64Array.from(rows, ordinalAt);
  const extras = new Map(rows.flatMap(({ section, row }, index) => {
    const text = section.extras?.get(row);
    return text === undefined ? [] : [[index, text] as const];
  }));
  return {
    shape: only?.shape ?? 0,
    count: rows.length,
    times: Float64Array.from(rows, timeAt),
    ordinals: ordinals.some((ordinal) => ordinal > 0) ? ordinals : null,
    column: (index) => Float64Array.from(rows, ({ section, row }) => section.column(index)[row] ?? 0),
    extras: extras.size > 0 ? extras : null,
  };
}

/** One section a shape. */
export function mergeSections(sections: readonly Section[]): Section[] {
  const byShape = Map.groupBy(sections, ({ shape }) => shape);
  return [...byShape.values()].map(merged);
}
