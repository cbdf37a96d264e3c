/** Walking along the tokens of a query. */
import { describe, queryError, tokenize, type Token } from './tokens.ts';

export class TokenCursor {
  readonly #tokens: Token[];
  #next = 0;

  /** @throws ExpectedError as {@link tokenize}. */
  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#next + ahead] ?? { kind: 'end', at: 0 };
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** @throws ExpectedError 'invalid' naming the place of a token and what belongs there. */
  fail(expected: string, token = this.peek()): never {
    throw queryError(token.at, expected, describe(token));
  }

  /** Take a mark that must stand here. */
  expect(kind: '(' | ')'): void {
    const token = this.take();
    if (token.kind !== kind) this.fail(`'${kind}'`, token);
  }

  /** The next token as a word of the language, in lower case. */
  keyword(): string | null {
    const token = this.peek();
    return token.kind === 'word' ? token.text.toLowerCase() : null;
  }

  skipKeyword(keyword: string): boolean {
    if (this.keyword() !== keyword) return false;
    this.#next += 1;
    return true;
  }

  skipComma(): boolean {
    if (this.peek().kind !== ',') return false;
    this.#next += 1;
    return true;
  }
}
