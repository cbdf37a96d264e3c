/** JSON that is written already. */

export class JsonBytes<Value> {
  readonly bytes: Uint8Array;
  /** What it says; only for the compiler. */
  declare readonly value: Value;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}
