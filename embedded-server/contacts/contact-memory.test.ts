import { expect, test } from 'vitest';

import { ContactMemory } from './contact-memory.ts';

/** Run what needs no rows. */
function step(unit: Generator<unknown, void, unknown[]>): void {
  while (!unit.next([]).done);
}

test('whoever is heard from again is to be stored, until it is; a failed transaction stores nothing', () => {
  const contacts = new ContactMemory();
  step(contacts.heard(7, 1_000));
  expect(contacts.unsaved()).toEqual([]);
  step(contacts.heard(7, 61_000));
  contacts.releaseUnit();
  contacts.commitGroup();
  expect(contacts.unsaved()).toEqual([7]);
  step(contacts.save(7));
  contacts.rollbackUnit();
  expect(contacts.unsaved()).toEqual([7]);
  step(contacts.save(7));
  contacts.releaseUnit();
  contacts.abortGroup();
  expect(contacts.unsaved()).toEqual([7]);
  step(contacts.save(7));
  contacts.releaseUnit();
  contacts.commitGroup();
  expect(contacts.unsaved()).toEqual([]);
});
