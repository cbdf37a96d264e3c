/** Ordinals of sources and ids of shapes in memory, following the transactions. */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';
import type { Column } from './measurement.ts';

export interface Shape {
  id: number;
  type: string;
  columns: readonly Column[];
}

function shapeKey(type: string, columns: readonly Column[]): string {
  return JSON.stringify([type, columns]);
}

export class MeasurementMemory extends ComposedMemory {
  readonly #ordinals = new StagedMap<number, number>();
  readonly #devices = new StagedMap<number, number>();
  readonly #shapes = new StagedMap<number, Shape>();
  readonly #shapeIds = new StagedMap<string, number>();

  loadSource(deviceId: number, ordinal: number): void {
    this.#ordinals.load(deviceId, ordinal);
    this.#devices.load(ordinal, deviceId);
  }

  loadShape(shape: Shape): void {
    this.#shapes.load(shape.id, shape);
    this.#shapeIds.load(shapeKey(shape.type, shape.columns), shape.id);
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

  findShape(type: string, columns: readonly Column[]): number | undefined {
    return this.#shapeIds.get(shapeKey(type, columns));
  }

  /** Committed shapes that fulfil a condition. */
  shapesWhere(condition: (shape: Shape) => boolean): Shape[] {
    return [...this.#shapes.committed().values()].filter(condition);
  }

  addSource(deviceId: number, ordinal: number): void {
    this.#ordinals.set(deviceId, ordinal);
    this.#devices.set(ordinal, deviceId);
  }

  addShape(shape: Shape): void {
    this.#shapes.set(shape.id, shape);
    this.#shapeIds.set(shapeKey(shape.type, shape.columns), shape.id);
  }

  forgetDevice(deviceId: number): void {
    const ordinal = this.#ordinals.get(deviceId);
    this.#ordinals.delete(deviceId);
    if (ordinal !== undefined) this.#devices.delete(ordinal);
  }

  protected override parts(): readonly Participant[] {
    return [this.#ordinals, this.#devices, this.#shapes, this.#shapeIds];
  }
}
