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

/** The same below a billion, digit by digit from behind, the point among them. */
function writeShortDecimal(bytes: Uint8Array, at: number, scaled: number, decimals: number): number {
  const end = at + Math.max(digitsOf(scaled), decimals + 1) + 1;
  const pointAt = end - decimals - 1;
  let rest = scaled | 0;
  for (let place = end - 1; place >= at; place -= 1) {
    if (place === pointAt) continue;
    const tens = (rest / 10) | 0;
    bytes[place] = zero + rest - tens * 10;
    rest = tens;
  }
  bytes[pointAt] = point;
  return end;
}

function writeDecimal(bytes: Uint8Array, at: number, scaled: number, decimals: number): number {
  if (scaled < billion) return writeShortDecimal(bytes, at, scaled, decimals);
  const power = powers[decimals] ?? 1;
  const whole = Math.floor(scaled / power);
  const end = writeInteger(bytes, at, whole);
  bytes[end] = point;
  return writeDigits(bytes, end + 1, scaled - whole * power, decimals);
}

/** The fewest decimals that give a number back; −1 where they are not few. */
function fewestDecimals(size: number): number {
  for (let decimals = 0; decimals <= mostDecimals; decimals += 1) {
    const power = powers[decimals] ?? 1;
    const scaled = Math.round(size * power);
    if (scaled >= tooManyDigits) return -1;
    if (scaled / power === size) return decimals;
  }
  return -1;
}

/** Whether so many are the fewest, asked where the number before had so many: quicker than to begin at none. */
function areFewest(size: number, decimals: number): boolean {
  const power = powers[decimals] ?? 1;
  const scaled = Math.round(size * power);
  return scaled < billion && scaled / power === size && (scaled | 0) % 10 !== 0;
}

/** @param decimals the fewest. @returns where it ends. */
function writeNumber(bytes: Uint8Array, at: number, value: number, decimals: number): number {
  if (decimals < 0) return writeText(bytes, at, Number.isFinite(value) ? String(value) : 'null');
  const scaled = Math.round(Math.abs(value) * (powers[decimals] ?? 1));
  if (value < 0) bytes[at] = minus;
  const start = value < 0 ? at + 1 : at;
  return decimals === 0 ? writeInteger(bytes, start, scaled) : writeDecimal(bytes, start, scaled, decimals);
}

/** Loops of their own, without a function given for each number: a picture has thousands, and is asked for too seldom for that to be compiled away. */
function writeNumbers(bytes: Uint8Array, at: number, values: ArrayLike<number>): number {
  let end = at;
  let usual = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) bytes[end++] = comma;
    const value = values[index] as number;
    const size = Math.abs(value);
    const decimals = usual > 0 && areFewest(size, usual) ? usual : fewestDecimals(size);
    if (decimals > 0) usual = decimals;
    end = writeNumber(bytes, end, value, decimals);
  }
  return end;
}

function writeSteps(bytes: Uint8Array, at: number, values: ArrayLike<number>): number {
  let end = at;
  let [before, stepBefore, width] = [0, -1, 0];
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) bytes[end++] = comma;
    const value = values[index] as number;
    const step = value - before;
    before = value;
    if (step === stepBefore) {
      // A steady clock: what stands before the comma stands behind it too.
      for (const until = end + width; end < until; end += 1) bytes[end] = bytes[end - width - 1] as number;
      continue;
    }
    const start = end;
    end = writeInteger(bytes, start, step);
    [stepBefore, width] = [step, end - start];
  }
  return end;
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
    this.#length = writeNumber(this.#bytes, this.#length, value, fewestDecimals(Math.abs(value)));
  }

  /** An array of numbers. */
  numbers(values: ArrayLike<number>): void {
    this.#list(values, writeNumbers);
  }

  /** An array of the first of ascending integers and of each one's distance to the one before. */
  steps(values: ArrayLike<number>): void {
    this.#list(values, writeSteps);
  }

  /** What was written since the last time, in bytes of their own. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #list(values: ArrayLike<number>, write: (bytes: Uint8Array, at: number, values: ArrayLike<number>) => number): void {
    this.#reserve(values.length * mostDigits + 2);
    const bytes = this.#bytes;
    bytes[this.#length] = 91;
    const end = write(bytes, this.#length + 1, values);
    bytes[end] = 93;
    this.#length = end + 1;
  }

  #reserve(more: number): void {
    const wanted = this.#length + more;
    if (wanted <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(wanted, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
