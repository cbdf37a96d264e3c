/** Files of managed objects and events: storing, replacing, finding, taking away. The file is on disk before the row is. */
import { ExpectedError } from '#contract/errors.ts';

import type { ReceivedFile } from '../binaries/binary-folder.ts';
import {
  binaryOfEvent,
  binaryOfObject,
  deleteBinaryOfEvent,
  deleteBinaryOfObject,
  insertBinaryOfEvent,
  insertBinaryOfObject,
  type BinaryRow,
} from '../binaries/binary-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import type { EventRow } from '../events/event-store.ts';
import { applyChanges, type ObjectContent } from '../managed-objects/managed-object.ts';
import type { ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import { insertContent } from '../managed-objects/record-object.ts';
import { operationsMentioning } from '../operations/operation-store.ts';
import { removeIfOrphan } from './binary-sweep.ts';
import { publishObject } from './changes.ts';
import { mayTouch, noSuchObject, requireObject, scopeOf, type Scoped } from './device-scope.ts';
import { changeEventInUnit } from './event-writes.ts';
import { deleteManagedObject } from './managed-object-deletion.ts';
import { changeObject } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

/** A file with what is said of it. */
export interface Upload {
  file: ReceivedFile;
  name: string;
  contentType: string;
}

/** Write what names a file; the file is needed until that is over, and goes if nothing came of it. */
async function naming<Result>(tenant: OpenTenant, { file }: Upload, write: () => Unit<Result>): Promise<Result> {
  try {
    return await tenant.database.write(write);
  } finally {
    dropUpload(tenant, file);
  }
}

/** The file is needed no more by who took it in; it goes unless something names it. */
export function dropUpload(tenant: OpenTenant, file: ReceivedFile): void {
  file.release();
  removeIfOrphan(tenant, file.sha256);
}

function columnsOf({ file, contentType, name }: Upload): [sha256: string, length: number, contentType: string, name: string] {
  return [file.sha256, file.length, contentType, name];
}

/** What of a file its object shows. */
function fragmentsOf({ file, contentType }: Upload) {
  return { length: file.length, contentType };
}

// --- files that are managed objects

/** Store a file as a managed object of the caller's. */
export function storeBinary({ tenant, caller }: Scoped, content: ObjectContent, upload: Upload): Promise<ManagedObjectRow> {
  const whole = applyChanges(content, { fragments: { ...fragmentsOf(upload), c8y_IsBinary: {} } });
  return naming(tenant, upload, function* () {
    const row = yield* insertContent({ ...whole, name: content.name ?? upload.name }, caller.userName, tenant.clock.now());
    yield* run(insertBinaryOfObject(row.id, ...columnsOf(upload)));
    publishObject(tenant, 'CREATE', row);
    return row;
  });
}

/** @throws ExpectedError 'not-found'. */
export async function replaceBinary({ tenant }: Scoped, { id }: ManagedObjectRow, upload: Upload): Promise<ManagedObjectRow> {
  const before = requireBinary(tenant, id);
  const row = await naming(tenant, upload, function* () {
    yield* run(deleteBinaryOfObject(id));
    yield* run(insertBinaryOfObject(id, ...columnsOf({ ...upload, name: before.name })));
    return yield* changeObject(tenant, id, { fragments: fragmentsOf(upload) });
  });
  removeIfOrphan(tenant, before.sha256);
  return row;
}

function requireBinary(tenant: OpenTenant, id: number): BinaryRow {
  const row = tenant.database.readFirst(binaryOfObject(id));
  if (!row) throw noSuchObject(id);
  return row;
}

/** The object that is a file and may be changed by the caller. @throws ExpectedError 'not-found'. */
export function requireBinaryObject(request: Scoped, id: string): ManagedObjectRow {
  const row = requireObject(request, id);
  requireBinary(request.tenant, row.id);
  return row;
}

/** Whether an operation for the caller, or for what hangs on it, names the file: then it is meant to fetch it. */
function isSent(request: Scoped, id: number): boolean {
  const path = `/inventory/binaries/${id}`;
  const found = request.tenant.database.read(operationsMentioning(scopeOf(request) ?? [], path, 100));
  return found.some(({ fragments }) => new RegExp(`${path}(?!\\d)`).test(fragments));
}

/** A file the caller may read: his own, or one he was sent. @throws ExpectedError 'not-found'. */
export function readableBinary(request: Scoped, id: number | null): BinaryRow {
  const { tenant, caller } = request;
  const row = id === null ? undefined : tenant.database.readFirst(binaryOfObject(id));
  const may = row && id !== null && (mayTouch(request, id) || (caller.kind === 'device' && isSent(request, id)));
  if (!row || !may) throw noSuchObject(id ?? 'none');
  return row;
}

/** Delete object and file. */
export async function deleteBinary(request: Scoped, row: ManagedObjectRow): Promise<void> {
  const { sha256 } = requireBinary(request.tenant, row.id);
  await deleteManagedObject(request, row, 'none');
  removeIfOrphan(request.tenant, sha256);
}

// --- files of events

/** @throws ExpectedError 'not-found' when the event has none. */
export function fileOfEvent(tenant: OpenTenant, { id }: EventRow): BinaryRow {
  const row = tenant.database.readFirst(binaryOfEvent(id));
  if (!row) throw new ExpectedError('not-found', `Event ${id} has no file`, { resource: 'event' });
  return row;
}

function* nameInEvent(tenant: OpenTenant, id: number, upload: Upload): Unit<void> {
  const { name, contentType, file } = upload;
  yield* changeEventInUnit(tenant, id, { fragments: { c8y_IsBinary: { name, length: file.length, type: contentType } } });
  yield* run(insertBinaryOfEvent(id, ...columnsOf(upload)));
}

/** @throws ExpectedError 'conflict' when the event has a file, 'not-found'. */
export function attachToEvent(tenant: OpenTenant, { id }: EventRow, upload: Upload): Promise<void> {
  return naming(tenant, upload, function* () {
    if (yield* first(binaryOfEvent(id))) throw new ExpectedError('conflict', `Event ${id} has a file already`);
    yield* nameInEvent(tenant, id, upload);
  });
}

/** @throws ExpectedError 'not-found' when the event has none. */
export async function replaceFileOfEvent(tenant: OpenTenant, event: EventRow, upload: Upload): Promise<void> {
  const before = fileOfEvent(tenant, event);
  await naming(tenant, upload, function* () {
    yield* run(deleteBinaryOfEvent(event.id));
    yield* nameInEvent(tenant, event.id, upload);
  });
  removeIfOrphan(tenant, before.sha256);
}

/** @throws ExpectedError 'not-found' when the event has none. */
export async function deleteFileOfEvent(tenant: OpenTenant, event: EventRow): Promise<void> {
  const { sha256 } = fileOfEvent(tenant, event);
  await tenant.database.write(function* () {
    yield* run(deleteBinaryOfEvent(event.id));
    yield* changeEventInUnit(tenant, event.id, { fragments: { c8y_IsBinary: null } });
  });
  removeIfOrphan(tenant, sha256);
}
