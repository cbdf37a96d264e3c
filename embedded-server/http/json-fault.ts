/**
 * Where a text stops being JSON (RFC 8259). The engine's own message would say it in some cases only, and with pieces
 * of the text in it.
 */

/** From 1; columns count UTF-16 units. */
export interface JsonFault {
  line: number;
  column: number;
}

const blanks = /[ \t\n\r]*/y;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Everything from the blank on may stand for itself, but the quote and the backslash. */
const string = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;

/** What may come next. `end` is after the whole value. */
type Expected = 'value' | 'value-or-close' | 'name' | 'name-or-close' | 'colon' | 'comma-or-close' | 'end';

class Reader {
  readonly #text: string;
  readonly #open: ('{' | '[')[] = [];
  #at = 0;
  #expected: Expected = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns the index of the first character that does not fit, or null. */
  fault(): number | null {
    for (;;) {
      this.#take(blanks);
      if (this.#at === this.#text.length) return this.#expected === 'end' ? null : this.#at;
      if (!this.#step(this.#text[this.#at] ?? '')) return this.#at;
    }
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found !== '';
  }

  #step(next: string): boolean {
    switch (this.#expected) {
      case 'value':
        return this.#value(next);
      case 'value-or-close':
        return next === ']' ? this.#close(next) : this.#value(next);
      case 'name-or-close':
        return next === '}' ? this.#close(next) : this.#name();
      case 'name':
        return this.#name();
      case 'colon':
        return this.#sign(next, ':', 'value');
      case 'comma-or-close':
        return this.#close(next) || this.#sign(next, ',', this.#open.at(-1) === '{' ? 'name' : 'value');
      case 'end':
        return false;
    }
  }

  #sign(next: string, sign: string, then: Expected): boolean {
    if (next !== sign) return false;
    this.#at += 1;
    this.#expected = then;
    return true;
  }

  #value(next: string): boolean {
    if (next === '{' || next === '[') {
      this.#open.push(next);
      return this.#sign(next, next, next === '{' ? 'name-or-close' : 'value-or-close');
    }
    return this.#take(next === '"' ? string : literal) && this.#afterValue();
  }

  #name(): boolean {
    if (!this.#take(string)) return false;
    this.#expected = 'colon';
    return true;
  }

  #close(next: string): boolean {
    const fits = this.#open.at(-1) === (next === '}' ? '{' : next === ']' ? '[' : undefined);
    if (!fits) return false;
    this.#open.pop();
    this.#at += 1;
    return this.#afterValue();
  }

  #afterValue(): boolean {
    this.#expected = this.#open.length === 0 ? 'end' : 'comma-or-close';
    return true;
  }
}

/** Where the text stops being JSON; null when it is. */
export function jsonFault(text: string): JsonFault | null {
  const at = new Reader(text).fault();
  if (at === null) return null;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
