/**
 * Memory that follows the transaction: what a unit changes is seen by itself at once, by the units after
 * it in the same group once it is released, and by everybody after COMMIT. A rollback forgets it.
 */
import type { Unit } from './unit.ts';

/** Told by the unit queue how the transaction goes. */
export interface Participant {
  /** Store what the units of the group have left to be stored together: the last there is before COMMIT. */
  storeGroup?(): Unit<void>;
  /** The unit's savepoint was released. */
  releaseUnit(): void;
  /** The unit was rolled back. */
  rollbackUnit(): void;
  /** The group is on disk. */
  commitGroup(): void;
  /** The group is lost. */
  abortGroup(): void;
}

const deleted = Symbol('deleted');
type Layer<Key, Value> = Map<Key, Value | typeof deleted>;

function pour<Key, Value>(from: Layer<Key, Value>, into: Layer<Key, Value>): void {
  // With every request many maps are asked; clearing one costs even when it is empty.
  if (from.size === 0) return;
  for (const [key, value] of from) into.set(key, value);
  from.clear();
}

/** A Map with a layer for the running unit and one for the group. */
export class StagedMap<Key, Value> implements Participant {
  readonly #base = new Map<Key, Value>();
  readonly #group: Layer<Key, Value> = new Map();
  readonly #unit: Layer<Key, Value> = new Map();

  /** The value as the running unit sees it (outside a unit: as committed). */
  get(key: Key): Value | undefined {
    const layered = this.#layered(key);
    if (layered === deleted) return undefined;
    return layered === undefined ? this.#base.get(key) : layered;
  }

  set(key: Key, value: Value): void {
    this.#unit.set(key, value);
  }

  delete(key: Key): void {
    this.#unit.set(key, deleted);
  }

  /** Nothing is in it, whoever looks. */
  get isEmpty(): boolean {
    return this.#base.size === 0 && this.#group.size === 0 && this.#unit.size === 0;
  }

  /** Committed entries; for readers outside units. */
  committed(): ReadonlyMap<Key, Value> {
    return this.#base;
  }

  /** Fill before the queue runs, when memory is rebuilt from the store. */
  load(key: Key, value: Value): void {
    this.#base.set(key, value);
  }

  releaseUnit(): void {
    pour(this.#unit, this.#group);
  }

  rollbackUnit(): void {
    this.#unit.clear();
  }

  commitGroup(): void {
    if (this.#group.size === 0) return;
    for (const [key, value] of this.#group) {
      if (value === deleted) this.#base.delete(key);
      else this.#base.set(key, value);
    }
    this.#group.clear();
  }

  abortGroup(): void {
    this.#unit.clear();
    this.#group.clear();
  }

  #layered(key: Key): Value | typeof deleted | undefined {
    if (this.#unit.size === 0 && this.#group.size === 0) return undefined;
    return this.#unit.get(key) ?? this.#group.get(key);
  }
}

/** Memory made of several parts that follow the transactions together. */
export abstract class ComposedMemory implements Participant {
  protected abstract parts(): readonly Participant[];

  *storeGroup(): Unit<void> {
    for (const part of this.parts()) if (part.storeGroup) yield* part.storeGroup();
  }

  releaseUnit(): void {
    for (const part of this.parts()) part.releaseUnit();
  }

  rollbackUnit(): void {
    for (const part of this.parts()) part.rollbackUnit();
  }

  commitGroup(): void {
    for (const part of this.parts()) part.commitGroup();
  }

  abortGroup(): void {
    for (const part of this.parts()) part.abortGroup();
  }
}

/** Run an effect; one that fails keeps none of the others from running. */
function failureOf(effect: () => void): unknown[] {
  try {
    effect();
    return [];
  } catch (error) {
    return [error];
  }
}

/** Things to do once the group is on disk, such as publishing to the feed. Dropped with a rollback. */
export class AfterCommit implements Participant {
  #unit: (() => void)[] = [];
  #group: (() => void)[] = [];

  add(effect: () => void): void {
    this.#unit.push(effect);
  }

  releaseUnit(): void {
    this.#group.push(...this.#unit);
    this.#unit = [];
  }

  rollbackUnit(): void {
    this.#unit = [];
  }

  commitGroup(): void {
    const effects = this.#group;
    this.#group = [];
    const failures = effects.flatMap((effect) => failureOf(effect));
    if (failures.length > 0) throw new AggregateError(failures, 'effects after a commit failed');
  }

  abortGroup(): void {
    this.#unit = [];
    this.#group = [];
  }
}
