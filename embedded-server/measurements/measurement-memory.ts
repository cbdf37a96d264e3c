/** Sources, shapes and unsealed measurements in memory, following the transactions. */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';
import { BlockCache } from './blocks/block-cache.ts';
import { Heads } from './head/heads.ts';
import { SourceHead } from './head/source-head.ts';
import { PendingEntries } from './journal/pending-entries.ts';
import type { Column } from './measurement.ts';
import { shapeKeyOf, type ShapeKey } from './shape-key.ts';

export interface Shape {
  id: number;
  type: string;
  columns: readonly Column[];
}

export class MeasurementMemory extends ComposedMemory {
  readonly #ordinals = new StagedMap<number, number>();
  readonly #devices = new StagedMap<number, number>();
  readonly #shapes = new StagedMap<number, Shape>();
  readonly #shapeIds = new StagedMap<ShapeKey, number>();
  /** What is not in a block yet, by source. */
  readonly heads = new Heads();
  /** What the running group brings to the journal. */
  readonly journal = new PendingEntries();
  /** Blocks that were read lately. */
  readonly blocks = new BlockCache();

  loadSource(deviceId: number, ordinal: number, sealedThrough: number): void {
    this.#ordinals.load(deviceId, ordinal);
    this.#devices.load(ordinal, deviceId);
    this.heads.load(new SourceHead(ordinal, deviceId, sealedThrough));
  }

  loadShape(shape: Shape): void {
    this.#shapes.load(shape.id, shape);
    this.#shapeIds.load(shapeKeyOf(shape.type, shape.columns), shape.id);
  }

  /** Ordinal of a device as a source, if it has ever measured. */
  ordinalOf(deviceId: number): number | undefined {
    return this.#ordinals.get(deviceId);
  }

  /** The device with this ordinal. */
  deviceOf(ordinal: number): number | undefined {
    return this.#devices.get(ordinal);
  }

  shape(id: number): Shape | undefined {
    return this.#shapes.get(id);
  }

  /** Columns of a shape. */
  widthOf(shape: number): number {
    return this.#shapes.get(shape)?.columns.length ?? 0;
  }

  findShape(key: ShapeKey): number | undefined {
    return this.#shapeIds.get(key);
  }

  /** The unsealed measurements of a device, if it has ever measured. */
  headOf(deviceId: number): SourceHead | undefined {
    const ordinal = this.#ordinals.get(deviceId);
    return ordinal === undefined ? undefined : this.heads.get(ordinal);
  }

  /** Committed shapes that fulfil a condition. */
  shapesWhere(condition: (shape: Shape) => boolean): Shape[] {
    return [...this.#shapes.committed().values()].filter(condition);
  }

  addSource(deviceId: number, ordinal: number): SourceHead {
    const head = new SourceHead(ordinal, deviceId, this.heads.lastNumber);
    this.#ordinals.set(deviceId, ordinal);
    this.#devices.set(ordinal, deviceId);
    this.heads.add(head);
    return head;
  }

  addShape(id: number, key: ShapeKey): void {
    this.#shapes.set(id, { id, ...key });
    this.#shapeIds.set(key, id);
  }

  forgetDevice(deviceId: number): void {
    const ordinal = this.#ordinals.get(deviceId);
    this.#ordinals.delete(deviceId);
    if (ordinal === undefined) return;
    this.#devices.delete(ordinal);
    this.heads.forget(ordinal);
  }

  protected override parts(): readonly Participant[] {
    return [this.#ordinals, this.#devices, this.#shapes, this.#shapeIds, this.heads, this.journal, this.blocks];
  }
}
