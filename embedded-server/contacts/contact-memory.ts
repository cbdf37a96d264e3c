/**
 * Contacts in memory, following the transactions. Stored from time to time: after a restart a device may look that
 * much longer unheard, never shorter.
 */
import type { Contact } from '#contract/managed-objects.ts';

import { ComposedMemory, StagedMap, type Participant } from '../db/staged.ts';
import { UndoLog } from '../db/undo-log.ts';
import { run, type Unit } from '../db/unit.ts';
import { afterArrival, contactAt, type ContactState } from './contact.ts';
import { contactOf, saveContact, type ContactRow } from './contact-store.ts';

export class ContactMemory extends ComposedMemory {
  readonly #contacts = new StagedMap<number, ContactState>();
  /** Heard from since they were stored. */
  readonly #unsaved = new Set<number>();
  readonly #undo = new UndoLog();

  /** Fill from the store, before the first write. */
  load(row: ContactRow): void {
    this.#contacts.load(row.managed_object_id, contactOf(row));
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

  /**
   * Note an arrival, inside a unit.
   * @param readingMs the newest reading that came with it; see {@link afterArrival}.
   */
  *heard(deviceId: number, arrivalMs: number, readingMs: number | null = null): Unit<void> {
    const before = this.#contacts.get(deviceId);
    const next = afterArrival(before, arrivalMs, readingMs);
    if (before && next === before) return;
    this.#contacts.set(deviceId, next);
    // One that was never heard from must not look so after a restart.
    if (before) this.#unsaved.add(deviceId);
    else yield* run(saveContact(deviceId, next));
  }

  /** Devices that were heard from and not stored since. */
  unsaved(): number[] {
    return [...this.#unsaved];
  }

  /** Give a device the contact of another, which is forgotten, inside a unit. */
  *inherit(deviceId: number, fromId: number): Unit<void> {
    const from = this.#contacts.get(fromId);
    const own = this.#contacts.get(deviceId);
    this.#contacts.delete(fromId);
    if (!from || (own && own.arrivalMs >= from.arrivalMs)) return;
    const next = { ...(own ?? from), arrivalMs: from.arrivalMs, visitMs: from.visitMs, readingMs: from.readingMs };
    this.#contacts.set(deviceId, next);
    yield* run(saveContact(deviceId, next));
  }

  /** Store what is known of a device now, inside a unit. */
  *save(deviceId: number): Unit<void> {
    const state = this.#contacts.get(deviceId);
    if (this.#unsaved.delete(deviceId)) this.#undo.add(() => this.#unsaved.add(deviceId));
    if (state) yield* run(saveContact(deviceId, state));
  }

  /** Know a device again by what was stored of it, inside a unit. */
  restore(row: ContactRow): void {
    this.#contacts.set(row.managed_object_id, contactOf(row));
  }

  /** Forget a deleted device, inside a unit. */
  forget(deviceId: number): void {
    this.#contacts.delete(deviceId);
  }

  protected override parts(): readonly Participant[] {
    return [this.#contacts, this.#undo];
  }
}
