/**
 * Finding things by a few words of their names: cut short, with letters left out, in any order, whatever
 * the case and without dots and rings. Pure; the core looks through devices with it, the console through the rest.
 */

/** How well something fits, and which stretches `[from, to)` of its name to show as the reason. */
export interface Fit {
  /** Higher is better. */
  score: number;
  marks: readonly (readonly [number, number])[];
}

const mostWords = 8;
const inTheName = 2;
const prefix = 3;
const inside = 2;
const letters = 1;
/** Shorter words would fit anything with letters left out. */
const shortestWithGaps = 3;
const wholeName = 4;
const plain = /^[ -~]*$/;

/** Letters as compared; as many as the text (in NFC) has, so that places in one are places in the other. */
export function foldText(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return Array.from(text.normalize('NFC'), (letter) => {
    const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    return bare.length === letter.length ? bare : letter;
  }).join('');
}

/** The words of what somebody typed, folded. */
export function queryWords(query: string): string[] {
  return foldText(query)
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .slice(0, mostWords);
}

/** Thousands of names are looked through at every key: most letters are told without an expression. */
function isWordLetter(letter: string | undefined): boolean {
  if (letter === undefined) return false;
  if (letter < '\x80') return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z');
  return /[\p{L}\p{N}]/u.test(letter);
}

function startsWord(text: string, index: number): boolean {
  return index === 0 || !isWordLetter(text[index - 1]);
}

/** Where a word stands in a text, and how good a place that is. */
export interface Place {
  score: number;
  from: number;
  to: number;
}

/** The word as it stands, at the beginning of one if possible. */
function plainPlace(text: string, word: string): Place | null {
  let first: Place | null = null;
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
    if (startsWord(text, from)) return { score: prefix, from, to: from + word.length };
    first ??= { score: inside, from, to: from + word.length };
  }
  return first;
}

/** Where the letters of the word end, one after the other inside the word of the text that begins at `from`; -1 when they do not. */
function endOfLetters(text: string, word: string, from: number): number {
  let found = 1;
  let at = from + 1;
  for (; found < word.length && isWordLetter(text[at]); at += 1) if (text[at] === word[found]) found += 1;
  return found === word.length ? at : -1;
}

/** The word with letters left out: "frzr" in "freezer". */
function lettersPlace(text: string, word: string): Place | null {
  const [initial = ''] = word;
  for (let from = text.indexOf(initial); from >= 0; from = text.indexOf(initial, from + 1)) {
    const to = startsWord(text, from) ? endOfLetters(text, word, from) : -1;
    if (to > 0) return { score: letters, from, to };
  }
  return null;
}

/** Where a folded word stands in a folded text. */
export function placeOf(text: string, word: string): Place | null {
  return plainPlace(text, word) ?? (word.length >= shortestWithGaps ? lettersPlace(text, word) : null);
}

/**
 * Whether all words are to be found in a name and what is said beside it; null when one is not.
 * @param words folded, see {@link queryWords}. @param name, beside: folded, see {@link foldText}.
 */
export function fitOf(words: readonly string[], name: string, beside = ''): Fit | null {
  let score = name.startsWith(words.join(' ')) ? wholeName : 0;
  const marks: (readonly [number, number])[] = [];
  for (const word of words) {
    const place = placeOf(name, word);
    const other = place ? null : placeOf(beside, word);
    if (place) {
      score += place.score * inTheName;
      marks.push([place.from, place.to]);
    } else if (other) score += other.score;
    else return null;
  }
  return { score, marks: merged(marks) };
}

/** In order and apart from each other. */
function merged(marks: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (const [from, to] of [...marks].sort((one, other) => one[0] - other[0])) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
