/**
 * Contacts in memory, following the transactions. Stored at most every {@link saveEveryMs} per device:
 * after a restart a device may look that much longer unheard, never shorter.
 */
import type { Contact } from '#contract/managed-objects.ts';

import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';
import { run, type Unit } from '../db/unit.ts';
import { afterArrival, contactAt, type ContactState } from './contact.ts';
import { saveContact } from './contact-store.ts';

const saveEveryMs = 15_000;

interface Remembered extends ContactState {
  savedMs: number;
}

export class ContactMemory extends ComposedMemory {
  readonly #contacts = new StagedMap<number, Remembered>();

  /** Fill from the store, before the first write. */
  load(deviceId: number, state: ContactState): void {
    this.#contacts.load(deviceId, { ...state, savedMs: state.arrivalMs });
  }

  /** What is known of a device, or undefined when it was never heard. */
  get(deviceId: number): ContactState | undefined {
    return this.#contacts.get(deviceId);
  }

  contactAt(deviceId: number, nowMs: number): Contact {
    return contactAt(this.get(deviceId), nowMs);
  }

  /** Every device heard from, with its state. */
  all(): Iterable<[number, ContactState]> {
    return this.#contacts.committed();
  }

  /** Note an arrival, inside a unit. */
  *heard(deviceId: number, arrivalMs: number): Unit<void> {
    const before = this.#contacts.get(deviceId);
    const next = afterArrival(before, arrivalMs);
    if (before && next === before) return;
    const save = !before || arrivalMs - before.savedMs >= saveEveryMs || before.intervalMs === null;
    this.#contacts.set(deviceId, { ...next, savedMs: save ? arrivalMs : before.savedMs });
    if (save) yield* run(saveContact(deviceId, next.arrivalMs, next.intervalMs));
  }

  /** Forget a deleted device, inside a unit. */
  forget(deviceId: number): void {
    this.#contacts.delete(deviceId);
  }

  protected override parts(): readonly Participant[] {
    return [this.#contacts];
  }
}
