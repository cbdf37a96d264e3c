/** Reads what {@link ByteWriter} wrote. Reading beyond the end throws: what is cut short must not look like zeros. */

export class ByteReader {
  readonly #bytes: Uint8Array;
  /** Made when the first double is read: most bytes have none, and a start has a reader for each of many thousand entries. */
  #view: DataView | null = null;
  #at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Where the next byte is read. */
  get at(): number {
    return this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new RangeError('the bytes end too early');
    this.#at += 1;
    return value;
  }

  varint(): number {
    let value = 0;
    // Four bytes fit into an integer of the processor.
    for (let shift = 0; shift < 28; shift += 7) {
      const next = this.byte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    for (let factor = 2 ** 28; ; factor *= 0x80) {
      const next = this.byte();
      value += (next & 0x7f) * factor;
      if (next < 0x80) return value;
    }
  }

  signed(): number {
    const folded = this.varint();
    if (folded <= 0x7fff_ffff) return (folded >>> 1) ^ -(folded & 1);
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }

  double(): number {
    this.#view ??= new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    const value = this.#view.getFloat64(this.#at, true);
    this.#at += 8;
    return value;
  }

  bytes(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('the bytes end too early');
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }
}
