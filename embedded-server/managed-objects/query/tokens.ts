/** The words of the query language. Pure; one walk along the text. */
import { ExpectedError } from '#contract/errors.ts';

/** `at` is the position of the first character, counted from 1 as people count. */
export type Token =
  | { kind: 'clause'; name: string; at: number }
  | { kind: 'word'; text: string; at: number }
  /** In quotes; `parts` are what stands between its wildcards. */
  | { kind: 'quoted'; parts: string[]; at: number }
  | { kind: '(' | ')' | ',' | 'end'; at: number };

/** No address that fits a request is longer. */
export const maxQueryLength = 16_000;

const marks = '(),';
/** Inside quotes a backslash before one of these makes it an ordinary character. */
const escapable = '\\[]{}()*';

export function queryError(at: number, expected: string, found: string): ExpectedError {
  return new ExpectedError('invalid', `The query cannot be read at position ${at}: expected ${expected}, found ${found}`);
}

function isBlank(character: string): boolean {
  return character.trim() === '';
}

class Tokenizer {
  readonly #text: string;
  #next = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #peek(ahead = 0): string {
    return this.#text.charAt(this.#next + ahead);
  }

  #skipBlanks(): void {
    while (this.#next < this.#text.length && isBlank(this.#peek())) this.#next += 1;
  }

  #endsWord(character: string): boolean {
    return character === '' || character === "'" || marks.includes(character) || isBlank(character);
  }

  /** A word reaches to the next blank, quote, parenthesis or comma; `$filter=` reaches to its sign. */
  #word(at: number): Token {
    const start = this.#next;
    while (!this.#endsWord(this.#peek())) {
      this.#next += 1;
      const text = this.#text.slice(start, this.#next);
      if (text.startsWith('$') && text.endsWith('=')) return { kind: 'clause', name: text.slice(1, -1).toLowerCase(), at };
    }
    return { kind: 'word', text: this.#text.slice(start, this.#next), at };
  }

  /** The character meant at this place in quotes, or null at their end. */
  #quotedCharacter(at: number): { character: string; isWildcard: boolean } | null {
    const character = this.#peek();
    if (character === '') throw queryError(this.#next + 1, `' to end the text that begins at ${at}`, 'the end');
    const following = this.#peek(1);
    const isDoubled = character === "'" && following === "'";
    const isEscaped = character === '\\' && following !== '' && escapable.includes(following);
    this.#next += isDoubled || isEscaped ? 2 : 1;
    if (character === "'" && !isDoubled) return null;
    return { character: isEscaped ? following : character, isWildcard: character === '*' };
  }

  #quoted(at: number): Token {
    this.#next += 1;
    const parts: string[] = [];
    let part = '';
    for (let found = this.#quotedCharacter(at); found; found = this.#quotedCharacter(at)) {
      if (found.isWildcard) {
        parts.push(part);
        part = '';
      } else part += found.character;
    }
    return { kind: 'quoted', parts: [...parts, part], at };
  }

  next(): Token {
    this.#skipBlanks();
    const at = this.#next + 1;
    const character = this.#peek();
    if (character === '') return { kind: 'end', at };
    if (character === "'") return this.#quoted(at);
    if (character !== '(' && character !== ')' && character !== ',') return this.#word(at);
    this.#next += 1;
    return { kind: character, at };
  }
}

/**
 * Take a query apart. The last token is always the end.
 * @throws ExpectedError 'invalid' for a text that is too long, no text, or has an open quote.
 */
export function tokenize(text: string): Token[] {
  if (text.length > maxQueryLength) throw new ExpectedError('invalid', `A query may have at most ${maxQueryLength} characters`);
  if (!text.isWellFormed() || text.includes('\0')) throw new ExpectedError('invalid', 'The query is no well-formed text');
  const tokenizer = new Tokenizer(text);
  const tokens: Token[] = [];
  do tokens.push(tokenizer.next());
  while (tokens.at(-1)?.kind !== 'end');
  return tokens;
}

/** A token as an error message names it. */
export function describe(token: Token): string {
  switch (token.kind) {
    case 'clause':
      return `'$${token.name.slice(0, 40)}='`;
    case 'word':
      return `'${token.text.slice(0, 40)}'`;
    case 'quoted':
      return 'a text in quotes';
    case 'end':
      return 'the end';
    case '(':
    case ')':
    case ',':
      return `'${token.kind}'`;
  }
}
