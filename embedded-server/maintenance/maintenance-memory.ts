/** What is under maintenance now, in memory, following the transactions: every alarm that is raised asks. */
import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';
import type { Maintenance } from './maintenance.ts';

export class MaintenanceMemory extends ComposedMemory {
  readonly #open = new StagedMap<number, Maintenance>();

  /** Fill from the store, before the first write. */
  load(maintenance: Maintenance): void {
    this.#open.load(maintenance.objectId, maintenance);
  }

  /** What was said of the object itself. */
  get(objectId: number): Maintenance | undefined {
    return this.#open.get(objectId);
  }

  /** As committed. */
  all(): Maintenance[] {
    return [...this.#open.committed().values()];
  }

  /** Nothing is under maintenance, nor becoming so: most of the time. */
  get isEmpty(): boolean {
    return this.#open.isEmpty;
  }

  set(maintenance: Maintenance): void {
    this.#open.set(maintenance.objectId, maintenance);
  }

  end(objectId: number): void {
    this.#open.delete(objectId);
  }

  protected override parts(): readonly Participant[] {
    return [this.#open];
  }
}
