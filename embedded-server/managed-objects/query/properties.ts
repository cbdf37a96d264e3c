/** Where the properties of a managed object stand in its row, as SQL. Every name is a bound parameter. */
import { sql, type RawBuilder } from 'kysely';

import type { Path } from './query.ts';

/** Fragments that are computed when they are asked for, so that no row has them. */
export const computedFragments: ReadonlySet<string> = new Set(['c8y_Availability', 'c8y_ActiveAlarmsStatus']);

const textColumns = { name: 'o.name', type: 'o.type', owner: 'o.owner' } as const;
const timeColumns = { creationTime: 'o.created_ms', lastUpdated: 'o.updated_ms' } as const;

export type Property =
  | { kind: 'id' }
  | { kind: 'text'; name: keyof typeof textColumns; column: RawBuilder<string | null> }
  | { kind: 'time'; name: string; column: RawBuilder<number> }
  /** Somewhere in a JSON text. */
  | { kind: 'fragment'; head: string; isComputed: boolean; source: RawBuilder<string>; path: Path };

function isKey<Keys extends object>(keys: Keys, name: PropertyKey): name is keyof Keys {
  return Object.hasOwn(keys, name);
}

/** A path inside JSON as SQLite writes it: `$."c8y_Hardware"."model"`. */
export function jsonPath(path: Path): string {
  return `$${path.map((name) => `.${JSON.stringify(name)}`).join('')}`;
}

/** Where a property stands. Times may be asked for with and without `.date`. */
export function propertyAt(path: Path): Property {
  const [head = '', second] = path;
  if (path.length === 1 && head === 'id') return { kind: 'id' };
  if (path.length === 1 && isKey(textColumns, head)) return { kind: 'text', name: head, column: sql`${sql.ref(textColumns[head])}` };
  const isTime = path.length === 1 || (path.length === 2 && second === 'date');
  if (isTime && isKey(timeColumns, head)) return { kind: 'time', name: head, column: sql`${sql.ref(timeColumns[head])}` };
  const isComputed = computedFragments.has(head);
  return { kind: 'fragment', head, isComputed, source: sql`${sql.ref(isComputed ? 'computed.fragments' : 'o.fragments')}`, path };
}
