/** Texts of strangers as they are kept: short, on one line, without anything that changes how the rest is read. */

/** Longest text of a stranger that is kept. */
export const longestKept = 80;

/** Controls, direction marks, invisible characters and halves of pairs become a dot. */
export function printable(text: string): string {
  const kept = [...text.slice(0, longestKept)].map((character) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(character) ? '·' : character)).join('');
  return text.length > longestKept ? `${kept}…` : kept;
}
