/** Takes back what was changed in place when the transaction is: memory too large or too busy for {@link StagedMap}. */
import type { Participant } from './staged.ts';

/**
 * A group runs without a pause between BEGIN and COMMIT, so nobody outside its units sees what is taken back again.
 * Steps back are run newest first.
 */
export class UndoLog implements Participant {
  #steps: (() => void)[] = [];
  #released = 0;

  /** Remember how a change of the running unit is taken back. */
  add(undo: () => void): void {
    this.#steps.push(undo);
  }

  releaseUnit(): void {
    this.#released = this.#steps.length;
  }

  rollbackUnit(): void {
    this.#undoTo(this.#released);
  }

  commitGroup(): void {
    if (this.#steps.length > 0) this.#steps = [];
    this.#released = 0;
  }

  abortGroup(): void {
    this.#undoTo(0);
    this.#released = 0;
  }

  #undoTo(length: number): void {
    for (const undo of this.#steps.splice(length).reverse()) undo();
  }
}
