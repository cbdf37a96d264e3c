/**
 * Who is in which group, in memory, following the transactions: the rule engine asks at every reading.
 * Membership is an asset reference; groups in groups hold the members of both.
 */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';

const nobody: readonly number[] = [];
const nowhere: ReadonlySet<number> = new Set();

/** Always by id, so that the first of several groups is the same one after a restart. */
function ordered(parents: readonly number[], another: number): number[] {
  return [...parents, another].sort((a, b) => a - b);
}

export class GroupMemory extends ComposedMemory {
  readonly #parents = new StagedMap<number, readonly number[]>();

  /** Fill from the store, before the first write. */
  load(parentId: number, childId: number): void {
    this.#parents.load(childId, ordered(this.parentsOf(childId), parentId));
  }

  /** Direct asset parents of an object, the oldest first. */
  parentsOf(childId: number): readonly number[] {
    return this.#parents.get(childId) ?? nobody;
  }

  /** Everything above an object. Loops are walked once. */
  ancestorsOf(childId: number): ReadonlySet<number> {
    const direct = this.parentsOf(childId);
    if (direct.length === 0) return nowhere;
    const found = new Set(direct);
    for (const parent of found) for (const above of this.parentsOf(parent)) found.add(above);
    return found;
  }

  /** Note a new asset reference, inside a unit. */
  add(parentId: number, childId: number): void {
    const parents = this.parentsOf(childId);
    if (!parents.includes(parentId)) this.#parents.set(childId, ordered(parents, parentId));
  }

  /** Note that an asset reference ended, inside a unit. */
  remove(parentId: number, childId: number): void {
    const left = this.parentsOf(childId).filter((id) => id !== parentId);
    if (left.length > 0) this.#parents.set(childId, left);
    else this.#parents.delete(childId);
  }

  /** Forget a deleted object with the references to and from it, inside a unit. @param childIds its asset children. */
  forget(id: number, childIds: Iterable<number>): void {
    for (const childId of childIds) this.remove(id, childId);
    this.#parents.delete(id);
  }

  protected override parts(): readonly Participant[] {
    return [this.#parents];
  }
}
