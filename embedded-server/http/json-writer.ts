/**
 * JSON with many numbers, written digit by digit into bytes: several times as fast as text that is then turned into
 * bytes. Says the same as `JSON.stringify`, sign for sign.
 */

/** No number takes more: `-1.2345678901234567e-300` and a comma. */
const mostDigits = 26;
const mostDecimals = 6;
const powers = Array.from({ length: mostDecimals + 1 }, (_, decimals) => 10 ** decimals);
/** Numbers of fewer than 16 digits have one shortest text, which is the digits that give the number back. */
const tooManyDigits = 1e15;
const billion = 1e9;
const zero = 48;
const [comma, point, minus] = [44, 46, 45];

function digitsOf(value: number): number {
  if (value < 10) return 1;
  if (value < 100) return 2;
  if (value < 1_000) return 3;
  if (value < 10_000) return 4;
  if (value < 100_000) return 5;
  if (value < 1_000_000) return 6;
  if (value < 10_000_000) return 7;
  return value < 100_000_000 ? 8 : 9;
}

/** An integer below a billion, in so many digits. @returns where it ends. */
function writeDigits(bytes: Uint8Array, at: number, value: number, digits: number): number {
  let rest = value | 0;
  for (let place = at + digits - 1; place >= at; place -= 1) {
    const tens = (rest / 10) | 0;
    bytes[place] = zero + rest - tens * 10;
    rest = tens;
  }
  return at + digits;
}

/** An integer from 0 to 10^18. */
function writeInteger(bytes: Uint8Array, at: number, value: number): number {
  if (value < billion) return writeDigits(bytes, at, value, digitsOf(value));
  const high = Math.floor(value / billion);
  return writeDigits(bytes, writeDigits(bytes, at, high, digitsOf(high)), value - high * billion, 9);
}

function writeText(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
  return at + text.length;
}

function writeDecimal(bytes: Uint8Array, at: number, scaled: number, decimals: number): number {
  const power = powers[decimals] ?? 1;
  const whole = Math.floor(scaled / power);
  const end = writeInteger(bytes, at, whole);
  bytes[end] = point;
  return writeDigits(bytes, end + 1, scaled - whole * power, decimals);
}

/** @returns where it ends. */
function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  const size = Math.abs(value);
  for (let decimals = 0; decimals <= mostDecimals; decimals += 1) {
    const power = powers[decimals] ?? 1;
    const scaled = Math.round(size * power);
    if (scaled >= tooManyDigits) break;
    if (scaled / power !== size) continue;
    if (value < 0) bytes[at] = minus;
    const start = value < 0 ? at + 1 : at;
    return decimals === 0 ? writeInteger(bytes, start, scaled) : writeDecimal(bytes, start, scaled, decimals);
  }
  return writeText(bytes, at, Number.isFinite(value) ? String(value) : 'null');
}

export class JsonWriter {
  #bytes = Buffer.allocUnsafeSlow(256 * 1024);
  #length = 0;

  /** JSON as it is. */
  text(json: string): void {
    this.#reserve(json.length * 3);
    this.#length += this.#bytes.write(json, this.#length);
  }

  /** The same in UTF-8, for short pieces that are written again and again. */
  bytes(json: Uint8Array): void {
    this.#reserve(json.length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < json.length; index += 1) bytes[at++] = json[index] as number;
    this.#length = at;
  }

  number(value: number): void {
    this.#reserve(mostDigits);
    this.#length = writeNumber(this.#bytes, this.#length, value);
  }

  /** An array of numbers. */
  numbers(values: ArrayLike<number>): void {
    this.#list(values, (bytes, at, index) => writeNumber(bytes, at, values[index] ?? 0));
  }

  /** An array of the first of ascending integers and of each one's distance to the one before. */
  steps(values: ArrayLike<number>): void {
    let before = 0;
    this.#list(values, (bytes, at, index) => {
      const value = values[index] ?? 0;
      const end = writeInteger(bytes, at, value - before);
      before = value;
      return end;
    });
  }

  /** What was written since the last time, in bytes of their own. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #list({ length }: ArrayLike<number>, write: (bytes: Uint8Array, at: number, index: number) => number): void {
    this.#reserve(length * mostDigits + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at] = 91;
    at += 1;
    for (let index = 0; index < length; index += 1) {
      if (index > 0) bytes[at++] = comma;
      at = write(bytes, at, index);
    }
    bytes[at] = 93;
    this.#length = at + 1;
  }

  #reserve(more: number): void {
    const wanted = this.#length + more;
    if (wanted <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(wanted, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
