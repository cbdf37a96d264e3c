/** Who was signed in last in this window, so that somebody else starts afresh. */

let last: string | null = null;

/** @returns whether another person than before is here now. */
export function notePerson(key: string): boolean {
  const isAnother = last !== null && last !== key;
  last = key;
  return isAnother;
}
