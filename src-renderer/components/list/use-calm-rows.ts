import { useState } from 'react';

import { type CalmRows, calmRows } from './calm-rows.ts';

interface HeldRows<Row> extends CalmRows<Row> {
  /** Keys that joined a list already on screen, to be marked for a moment. */
  joined: ReadonlySet<string>;
  /** Let the waiting rows in. */
  release: () => void;
}

const nobody: ReadonlySet<string> = new Set();

/** {@link calmRows} over time. */
export function useCalmRows<Row>(live: readonly Row[], held: boolean, keyOf: (row: Row) => string): HeldRows<Row> {
  const [seen, setSeen] = useState({ live, held, shown: live, joined: nobody });
  const calm = calmRows(seen.shown, live, held, keyOf);
  if (seen.live !== live || seen.held !== held) {
    setSeen({ live, held, shown: calm.shown, joined: joinedKeys(seen.shown, calm.shown, keyOf) });
  }
  const release = () => setSeen({ live, held, shown: live, joined: joinedKeys(calm.shown, live, keyOf) });
  return { ...calm, joined: seen.joined, release };
}

function joinedKeys<Row>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string): ReadonlySet<string> {
  if (before.length === 0) return nobody;
  const known = new Set(before.map(keyOf));
  const joined = after.map(keyOf).filter((key) => !known.has(key));
  return joined.length > 0 ? new Set(joined) : nobody;
}
