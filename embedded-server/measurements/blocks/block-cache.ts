/** The blocks that were unpacked last. A block never changes, and only a rollback lets its id be given again. */
import type { Participant } from '../../db/staged.ts';
import type { Section } from '../section.ts';

/** A few MB. */
const mostBlocks = 48;

export class BlockCache implements Participant {
  readonly #sections = new Map<number, readonly Section[]>();

  /** Sections of a block, unpacked if need be. */
  sections(id: number, unpack: () => readonly Section[]): readonly Section[] {
    const known = this.#sections.get(id) ?? unpack();
    // Last used goes last.
    this.#sections.delete(id);
    this.#sections.set(id, known);
    const [oldest] = this.#sections.keys();
    if (this.#sections.size > mostBlocks && oldest !== undefined) this.#sections.delete(oldest);
    return known;
  }

  /** Sections of a block, if it was unpacked lately. */
  known(id: number): readonly Section[] | undefined {
    return this.#sections.get(id);
  }

  releaseUnit(): void {}

  rollbackUnit(): void {
    this.#sections.clear();
  }

  commitGroup(): void {}

  abortGroup(): void {
    this.#sections.clear();
  }
}
