/** Where in the text of a measurement its source, its time and its values stand. Walks text that JSON.parse has accepted. */

export interface Hole {
  kind: 'source' | 'time' | 'value';
  /** Of a value: fragment and series, with a line feed between them. */
  path: string;
  from: number;
  to: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];
const ends = new Set([comma, closeObject, closeList, 0x20, 0x0a, 0x0d, 0x09]);

export class JsonWalk {
  readonly #bytes: Uint8Array;
  readonly #holes: Hole[] = [];
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  holes(): Hole[] {
    this.#value([]);
    return this.#holes;
  }

  #value(path: readonly string[]): void {
    this.#blanks();
    const begin = this.#at;
    const first = this.#bytes[begin];
    if (first === openObject) this.#object(path);
    else if (first === openList) this.#list(path);
    else if (first === quote) this.#text();
    else while (this.#at < this.#bytes.length && !ends.has(this.#bytes[this.#at] ?? 0)) this.#at += 1;
    this.#note(path, first, begin);
    this.#blanks();
  }

  #note(path: readonly string[], first: number | undefined, begin: number): void {
    const [one, two, three] = path;
    const inQuotes = { from: begin + 1, to: this.#at - 1 };
    if (path.length === 1 && one === 'time' && first === quote) this.#holes.push({ kind: 'time', path: '', ...inQuotes });
    if (path.length === 2 && one === 'source' && two === 'id' && first === quote) this.#holes.push({ kind: 'source', path: '', ...inQuotes });
    const isNumber = first === 0x2d || (first !== undefined && first >= 0x30 && first <= 0x39);
    if (path.length === 3 && three === 'value' && isNumber) this.#holes.push({ kind: 'value', path: `${one}\n${two}`, from: begin, to: this.#at });
  }

  #object(path: readonly string[]): void {
    this.#at += 1;
    this.#blanks();
    while (this.#bytes[this.#at] !== closeObject) {
      const begin = this.#at;
      this.#text();
      const name = JSON.parse(Buffer.from(this.#bytes.subarray(begin, this.#at)).toString()) as string;
      this.#blanks();
      this.#pass(colon);
      this.#value([...path, name]);
      if (this.#bytes[this.#at] === comma) this.#at += 1;
      this.#blanks();
    }
    this.#at += 1;
  }

  #list(path: readonly string[]): void {
    this.#at += 1;
    this.#blanks();
    while (this.#bytes[this.#at] !== closeList) {
      this.#value([...path, '[]']);
      if (this.#bytes[this.#at] === comma) this.#at += 1;
      this.#blanks();
    }
    this.#at += 1;
  }

  #text(): void {
    this.#pass(quote);
    while (this.#bytes[this.#at] !== quote) {
      if (this.#at >= this.#bytes.length) throw new RangeError('the text ends too early');
      this.#at += this.#bytes[this.#at] === backslash ? 2 : 1;
    }
    this.#at += 1;
  }

  #pass(byte: number): void {
    if (this.#bytes[this.#at] !== byte) throw new RangeError(`unexpected text at ${this.#at}`);
    this.#at += 1;
  }

  #blanks(): void {
    while ([0x20, 0x0a, 0x0d, 0x09].includes(this.#bytes[this.#at] ?? 0)) this.#at += 1;
  }

  /** Where the value that begins at a place ends, with the blanks behind it. */
  static endOfValue(bytes: Uint8Array, from: number): number {
    const walk = new JsonWalk(bytes);
    walk.#at = from;
    walk.#value([]);
    return walk.#at;
  }
}
