/** Numbers and times out of the bytes of a JSON text. Pure; strict where JSON is, and unsure of whatever is not common. */
import { earliestTimeMs, latestTimeMs, parseInstant } from '#contract/time.ts';

const zero = 0x30;
const nine = 0x39;
const minus = 0x2d;
const dot = 0x2e;
const quote = 0x22;
const backslash = 0x5c;

/** With so many digits an integer is exact in a double. */
const mostDigits = 15;
const powers = Array.from({ length: mostDigits + 1 }, (_, exponent) => 10 ** exponent);

const mostCharacters = 40;
const usualTimeLength = '2026-11-19T12:32:08.000Z'.length;
const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const numberBytes = new Set(Buffer.from('0123456789+-.eE'));

/** The day whose beginning was asked for last: most readings are of the same one. */
const lastDay = { bytes: new Uint8Array(10), beginMs: 0 };

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}

/** Reads from a place in the bytes on; `NaN` means: not what was looked for, or not simple. */
export class JsonBytes {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Whether the bytes go on with these; then they are passed. */
  passes(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    for (let index = 0; index < expected.length; index += 1) if (bytes[at + index] !== expected[index]) return false;
    this.at = at + expected.length;
    return true;
  }

  /** The next byte, which is passed; undefined at the end. */
  byte(): number | undefined {
    this.at += 1;
    return this.bytes[this.at - 1];
  }

  passBlanks(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at += 1;
    }
  }

  /** A number that a device may send: the double nearest to it, as JSON.parse gives it. */
  number(): number {
    const begin = this.at;
    const value = this.#shortNumber();
    return Number.isNaN(value) ? this.#longNumber(begin) : value;
  }

  /** As most are written: up to 15 digits, no exponent. */
  #shortNumber(): number {
    const { bytes } = this;
    let at = this.at;
    const negative = bytes[at] === minus;
    if (negative) at += 1;
    const begin = at;
    let digits = 0;
    for (; isDigit(bytes[at]); at += 1) digits = digits * 10 + (bytes[at] as number) - zero;
    let count = at - begin;
    if (count === 0 || (count > 1 && bytes[begin] === zero)) return NaN;
    let decimals = 0;
    if (bytes[at] === dot) {
      const point = at;
      for (at += 1; isDigit(bytes[at]); at += 1) digits = digits * 10 + (bytes[at] as number) - zero;
      decimals = at - point - 1;
      if (decimals === 0) return NaN;
      count += decimals;
    }
    if (count > mostDigits || bytes[at] === 0x65 || bytes[at] === 0x45) return NaN;
    this.at = at;
    // Both are exact, so the quotient is the nearest double.
    const value = digits / (powers[decimals] ?? 1);
    return negative ? -value : value;
  }

  /** All others; integers too large to be exact are left to the parser's complaints. */
  #longNumber(begin: number): number {
    let end = begin;
    while (end - begin < mostCharacters && numberBytes.has(this.bytes[end] ?? 0)) end += 1;
    const text = String.fromCharCode(...this.bytes.subarray(begin, end));
    const value = jsonNumber.test(text) ? Number(text) : NaN;
    if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return NaN;
    this.at = end;
    return value;
  }

  /** Digits of an id, up to 15. */
  id(): number {
    const begin = this.at;
    let id = 0;
    let at = begin;
    for (; isDigit(this.bytes[at]); at += 1) id = id * 10 + (this.bytes[at] as number) - zero;
    if (at === begin || at - begin > mostDigits) return NaN;
    this.at = at;
    return id;
  }

  /** A device's time up to the quote that ends it, as ms UTC. */
  time(): number {
    const end = this.#endOfTime();
    if (end < 0 || end - this.at > 40) return NaN;
    const timeMs = this.#utcTime(end) ?? this.#anyTime(end);
    if (timeMs === null || timeMs < earliestTimeMs || timeMs > latestTimeMs) return NaN;
    this.at = end;
    return timeMs;
  }

  /** Most are of the same length. */
  #endOfTime(): number {
    const usual = this.at + usualTimeLength;
    return this.bytes[usual] === quote && this.bytes[usual - 1] === 0x5a ? usual : this.bytes.indexOf(quote, this.at);
  }

  /** `2026-11-19T12:32:08.000Z` or without the fraction; null for other forms, which are as good. */
  #utcTime(end: number): number | null {
    const { bytes, at } = this;
    const length = end - at;
    if ((length !== 24 && length !== 20) || bytes[end - 1] !== 0x5a || bytes[at + 10] !== 0x54 || bytes[at + 13] !== 0x3a || bytes[at + 16] !== 0x3a) return null;
    const hour = this.#two(at + 11);
    const minute = this.#two(at + 14);
    const second = this.#two(at + 17);
    const ms = length === 20 ? 0 : bytes[at + 19] === dot ? this.#two(at + 20) * 10 + this.#two(at + 21) % 10 : NaN;
    if (!(hour < 24 && minute < 60 && second < 60 && ms >= 0)) return null;
    const dayMs = this.#midnight(at);
    return dayMs === null ? null : dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  }

  #anyTime(end: number): number | null {
    const text = String.fromCharCode(...this.bytes.subarray(this.at, end));
    return text.includes(String.fromCharCode(backslash)) ? null : parseInstant(text);
  }

  #two(at: number): number {
    const tens = this.bytes[at];
    const ones = this.bytes[at + 1];
    return isDigit(tens) && isDigit(ones) ? ((tens as number) - zero) * 10 + (ones as number) - zero : NaN;
  }

  #midnight(at: number): number | null {
    if (this.#isLastDay(at)) return lastDay.beginMs;
    const day = this.bytes.subarray(at, at + lastDay.bytes.length);
    const beginMs = parseInstant(`${String.fromCharCode(...day)}T00:00:00Z`);
    if (beginMs === null) return null;
    lastDay.bytes.set(day);
    lastDay.beginMs = beginMs;
    return beginMs;
  }

  #isLastDay(at: number): boolean {
    const { bytes } = this;
    const day = lastDay.bytes;
    for (let index = 0; index < day.length; index += 1) if (bytes[at + index] !== day[index]) return false;
    return true;
  }
}
