/** Giving, finding and taking away external ids, within what the caller may touch. */
import { ExpectedError } from '#contract/errors.ts';

import { first, run } from '../db/unit.ts';
import type { ExternalId } from '../managed-objects/external-id.ts';
import { deleteExternalId, externalIdsOf, findExternalId, insertExternalId } from '../managed-objects/external-id-store.ts';
import { unrecorded, type PutOnRecord } from './audit-reports.ts';
import { mayTouch, type Scoped } from './device-scope.ts';
import { requireRow } from './managed-object-writes.ts';
import type { OpenTenant } from './open-tenant.ts';

function noSuchExternalId({ type, externalId }: ExternalId): ExpectedError {
  const named = `external id = ID [type=${type.slice(0, 100)}, value=${externalId.slice(0, 200)}]`;
  return new ExpectedError('not-found', `External id not found; ${named}`, { resource: 'identity' });
}

/** @throws ExpectedError 'conflict' when the id is somebody's already, 'not-found' when the object is gone. */
export function addExternalId(tenant: OpenTenant, managedObjectId: number, id: ExternalId, putOnRecord: PutOnRecord = unrecorded): Promise<void> {
  return tenant.database.write(function* () {
    yield* requireRow(managedObjectId);
    const inserted = yield* first(insertExternalId(id.type, id.externalId, managedObjectId));
    if (!inserted) throw new ExpectedError('conflict', `External id already bound: [type=${id.type}, value=${id.externalId}]`.slice(0, 400));
    yield* putOnRecord(managedObjectId, [`${id.type}: ${id.externalId}`]);
  });
}

/** All external ids of an object. */
export function externalIds(tenant: OpenTenant, managedObjectId: number): ExternalId[] {
  const rows = tenant.database.read(externalIdsOf(managedObjectId));
  return rows.map((row) => ({ type: row.type, externalId: row.external_id }));
}

/** The object behind an external id. @throws ExpectedError 'not-found', also when it is not the caller's. */
export function findByExternalId(request: Scoped, id: ExternalId): number {
  const found = request.tenant.database.readFirst(findExternalId(id.type, id.externalId));
  if (!found || !mayTouch(request, found.managed_object_id)) throw noSuchExternalId(id);
  return found.managed_object_id;
}

/** Take an external id away; the object stays. @throws ExpectedError 'not-found'. */
export async function removeExternalId(request: Scoped, id: ExternalId, putOnRecord: PutOnRecord = unrecorded): Promise<void> {
  const managedObjectId = findByExternalId(request, id);
  await request.tenant.database.write(function* () {
    yield* run(deleteExternalId(id.type, id.externalId));
    yield* putOnRecord(managedObjectId, [`${id.type}: ${id.externalId}`]);
  });
}
