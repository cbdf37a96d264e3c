/** Room for a column of numbers that is given out again for the next: every block and every entry of the journal fills several. */
export class Room {
  #numbers = new Float64Array(2048);

  /** So many numbers, left as they were; whoever had the room before has it no more. */
  take(length: number): Float64Array {
    if (length > this.#numbers.length) this.#numbers = new Float64Array(length);
    return this.#numbers.subarray(0, length);
  }
}
