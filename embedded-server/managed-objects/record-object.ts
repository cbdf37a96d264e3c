/** Writing a managed object with the index of its fragments' names kept in step. Units, to run inside a write. */
import { all, run, type Unit } from '../db/unit.ts';
import type { JsonObject } from '#contract/wire.ts';
import { rolesOf, type ObjectContent } from './managed-object.ts';
import { addFragment, insertObject, removeFragment, updateObject, type ManagedObjectRow } from './managed-object-store.ts';

function columnsOf(content: ObjectContent, nowMs: number) {
  const { isDevice, isGroup } = rolesOf(content);
  return {
    name: content.name,
    type: content.type,
    is_device: isDevice ? 1 : 0,
    is_group: isGroup ? 1 : 0,
    updated_ms: nowMs,
    fragments: JSON.stringify(content.fragments),
  };
}

/** Fragments of a stored object. */
export function fragmentsOf(row: Pick<ManagedObjectRow, 'fragments'>): JsonObject {
  return JSON.parse(row.fragments) as JsonObject;
}

/** What a client decided about a stored object. */
export function contentOf(row: ManagedObjectRow): ObjectContent {
  return { name: row.name, type: row.type, fragments: fragmentsOf(row) };
}

/** Store a new object. @returns its row, with the id it got. */
export function* insertContent(content: ObjectContent, owner: string, nowMs: number): Unit<ManagedObjectRow> {
  const columns = { ...columnsOf(content, nowMs), owner, created_ms: nowMs };
  const [inserted] = yield* all(insertObject(columns));
  if (!inserted) throw new Error('an inserted managed object gave no id');
  for (const name of Object.keys(content.fragments)) yield* run(addFragment(name, inserted.id));
  return { id: inserted.id, ...columns };
}

/** Give an object another content. @returns its row as it is then. */
export function* replaceContent(row: ManagedObjectRow, content: ObjectContent, nowMs: number): Unit<ManagedObjectRow> {
  const columns = columnsOf(content, nowMs);
  yield* run(updateObject(row.id, columns));
  const before = fragmentsOf(row);
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(content.fragments, name)) yield* run(removeFragment(name, row.id));
  }
  for (const name of Object.keys(content.fragments)) {
    if (!Object.hasOwn(before, name)) yield* run(addFragment(name, row.id));
  }
  return { ...row, ...columns };
}
