/** Looking for words inside names. Pure. */

function classOf(character: string): string {
  const lower = character.toLowerCase();
  const upper = character.toUpperCase();
  // Some letters grow when their case changes (ß, ŉ); those are matched as they are.
  if (lower !== upper && lower.length === 1 && upper.length === 1) return `[${lower}${upper}]`;
  return '*?['.includes(character) ? `[${character}]` : character;
}

/**
 * A GLOB pattern for names that contain the text, whatever the case of its letters. SQLite's LIKE folds
 * only A to Z; here Ä is found by ä.
 */
export function containsPattern(text: string): string {
  return `*${Array.from(text.normalize('NFC'), classOf).join('')}*`;
}
