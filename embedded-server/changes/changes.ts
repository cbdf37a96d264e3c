/**
 * What happened to a tenant's objects, told to whoever listens once it is on disk, in the order of the commits.
 * It knows nothing of what a change is; a flow says so. Nobody listening costs a look at a set.
 */
import { logger } from '../log.ts';

const log = logger('changes');

export type Listener<Change> = (change: Change) => void;

export class Changes<Change> {
  readonly #listeners = new Set<Listener<Change>>();

  /** Whether anybody wants to know: what only a listener needs is not made for nobody. */
  get areHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** @returns the function that ends it. */
  listen(listener: Listener<Change>): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Tell everybody. To be called after the commit; a listener that fails keeps nobody else from hearing it. */
  publish(change: Change): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        log.error({ err: error }, 'a listener failed');
      }
    }
  }
}
