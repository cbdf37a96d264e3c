/** Where the selection goes in a list of keys. */

export type Move = 'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up';

const steps: Record<Move, (index: number, last: number, page: number) => number> = {
  next: (index) => index + 1,
  previous: (index) => index - 1,
  first: () => 0,
  last: (_index, last) => last,
  'page-down': (index, _last, page) => index + page,
  'page-up': (index, _last, page) => index - page,
};

/**
 * The key selected after a move. With nothing selected yet (or a row that is gone) the first move
 * lands on the first row; at the ends the selection stays.
 * @param page rows in view, for the page keys.
 */
export function moveSelection(
  keys: readonly string[],
  selected: string | undefined,
  move: Move,
  page: number,
): string | undefined {
  const index = selected === undefined ? -1 : keys.indexOf(selected);
  const last = keys.length - 1;
  const wanted = index === -1 && move !== 'last' ? 0 : steps[move](index, last, page);
  return keys[Math.min(last, Math.max(0, wanted))];
}
