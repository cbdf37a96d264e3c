/**
 * The query of an address as plain words: `?alarm=52`, not `?alarm=%2252%22`. Every search parameter
 * of the console is a string, so that anybody can write a link by hand.
 */

/** A query, with or without its question mark, as an object. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** An object as a query with its question mark; what is undefined is left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? '' : `?${query}`;
}
