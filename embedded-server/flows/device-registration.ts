/**
 * Registering devices: an operator announces an id, the device asks with the bootstrap credential, the operator
 * accepts what was seen asking, the device gets its own credential, once. An id nobody announced creates nothing.
 */
import { ExpectedError } from '#contract/errors.ts';
import { printable } from '#contract/printable.ts';

import { first, run, type Unit } from '../db/unit.ts';
import { countDeviceRows } from '../managed-objects/device-list.ts';
import {
  accepted,
  afterPoll,
  deviceUserName,
  tokenMatches,
  type Announcement,
  type DeviceRequestState,
  type NewRequest,
} from '../managed-objects/device-request.ts';
import {
  countRequests,
  deleteRequest,
  deleteServed,
  findRequest,
  insertRequest,
  listRequests,
  markServed,
  updateRequest,
  type DeviceRequestRow,
} from '../managed-objects/device-request-store.ts';
import { findObject } from '../managed-objects/managed-object-store.ts';
import { findDeviceCredential } from '../tenants/device-credential-store.ts';
import { newDeviceCredential } from '../tenants/device-credentials.ts';
import { unrecorded, type PutOnRecord } from './audit-reports.ts';
import type { AccessTokens } from '../tenants/access-tokens.ts';
import type { Caller } from '../tenants/caller.ts';
import type { OpenTenant } from './open-tenant.ts';

function noSuchRequest(id: string): ExpectedError {
  return new ExpectedError('not-found', `New device request not found; id = '${id.slice(0, 200)}'`);
}

function stateOf(row: DeviceRequestRow): DeviceRequestState {
  return { status: row.status, address: row.address, changedMs: row.changed_ms };
}

function columnsOf(state: DeviceRequestState, securityToken: string | null) {
  return { status: state.status, address: state.address, changed_ms: state.changedMs, security_token: securityToken };
}

/** Whether a device signs in under the id's user name. One whose object was deleted may be registered anew. */
function* isRegistered(id: string): Unit<boolean> {
  const credential = yield* first(findDeviceCredential(deviceUserName(id)));
  return credential !== undefined && credential.managed_object_id !== null;
}

function* requireGroup(id: number | null): Unit<void> {
  if (id === null || (yield* first(findObject(id)))?.is_group === 1) return;
  throw new ExpectedError('invalid', `'groupId' must be the id of a group; there is no group ${id}`, { fields: { groupId: 'invalid' } });
}

function newRow({ id, securityToken, type, groupId }: NewRequest, owner: string, nowMs: number): DeviceRequestRow {
  const state: DeviceRequestState = { status: 'WAITING_FOR_CONNECTION', address: null, changedMs: nowMs };
  return { id, owner, created_ms: nowMs, served_ms: null, type, group_id: groupId, ...columnsOf(state, securityToken) };
}

/** @throws ExpectedError 'conflict' when the id is announced or registered already, 'invalid' for a group that is none. */
export function announceDevice(
  tenant: OpenTenant,
  owner: string,
  announced: NewRequest,
  putOnRecord: PutOnRecord = unrecorded,
): Promise<DeviceRequestRow> {
  const { id } = announced;
  const row = newRow(announced, owner, tenant.clock.now());
  return tenant.database.write(function* () {
    if (yield* isRegistered(id)) throw new ExpectedError('conflict', `A device with the user name '${deviceUserName(id)}' has a credential already`);
    yield* requireGroup(announced.groupId);
    yield* run(deleteServed(id));
    if (!(yield* first(insertRequest(row)))) throw new ExpectedError('conflict', `A request for the device '${id}' is there already`);
    yield* putOnRecord(id);
    tenant.database.afterCommit.add(() => tenant.unannounced.drop(id));
    return row;
  });
}

/** @throws ExpectedError 'not-found'. */
export function deviceRequest(tenant: OpenTenant, id: string): DeviceRequestRow {
  const row = tenant.database.readFirst(findRequest(id));
  if (!row) throw noSuchRequest(id);
  return row;
}

export function deviceRequests(tenant: OpenTenant, limit: number, offset: number): DeviceRequestRow[] {
  return tenant.database.read(listRequests(limit, offset));
}

export function deviceRequestTotal(tenant: OpenTenant): number {
  return tenant.database.readFirst(countRequests())?.total ?? 0;
}

/**
 * Accept the device that waits.
 * @param securityToken what the device must give when it asks next; null keeps what was announced.
 * @throws ExpectedError 'not-found', 'invalid' when none waits.
 */
export function acceptDevice(
  tenant: OpenTenant,
  id: string,
  securityToken: string | null,
  putOnRecord: PutOnRecord = unrecorded,
): Promise<DeviceRequestRow> {
  return tenant.database.write(function* () {
    const row = yield* first(findRequest(id));
    if (!row) throw noSuchRequest(id);
    const columns = columnsOf(accepted(stateOf(row), tenant.clock.now()), securityToken ?? row.security_token);
    yield* run(updateRequest(id, columns));
    yield* putOnRecord(id, ['status']);
    return { ...row, ...columns };
  });
}

/** What became of one request of several. */
export interface AcceptedRequest {
  id: string;
  successful: boolean;
  error?: string;
}

const allAtOnce = 2_000;

/** Accept every device that waits right now; those that do not are told why. */
export async function acceptAllDevices(tenant: OpenTenant, putOnRecord: PutOnRecord = unrecorded): Promise<AcceptedRequest[]> {
  const outcomes: AcceptedRequest[] = [];
  for (const { id } of deviceRequests(tenant, allAtOnce, 0)) {
    try {
      await acceptDevice(tenant, id, null, putOnRecord);
      outcomes.push({ id, successful: true });
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      outcomes.push({ id, successful: false, error: error.message });
    }
  }
  return outcomes;
}

/** As many devices can have measured; see the ids of measurements. */
const mostDevices = 2 ** 17 - 1;

/** How many devices there are, and can be. */
export function deviceLimit({ database }: OpenTenant): { isReached: boolean; limit: number; deviceCount: number } {
  const deviceCount = database.readFirst(countDeviceRows({}))?.total ?? 0;
  return { isReached: deviceCount >= mostDevices, limit: mostDevices, deviceCount };
}

/** @throws ExpectedError 'not-found'. */
export async function withdrawRequest(tenant: OpenTenant, id: string, putOnRecord: PutOnRecord = unrecorded): Promise<void> {
  await tenant.database.write(function* () {
    if (!(yield* first(deleteRequest(id)))) throw noSuchRequest(id);
    yield* putOnRecord(id);
  });
}

export interface ServedCredential {
  userName: string;
  secret: string;
}

/** The console's picture of those on their way is old, once the running unit is on disk. */
function tellOfRequests(tenant: OpenTenant): void {
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'devices' }));
}

function* serve(tenant: OpenTenant, id: string): Unit<ServedCredential | null> {
  const userName = deviceUserName(id);
  // Somebody else may have taken the name since the announcement; their secret must not change.
  if (yield* isRegistered(id)) return null;
  yield* run(markServed(tenant.clock.now(), id));
  tellOfRequests(tenant);
  return yield* newDeviceCredential(userName, null, tenant.clock.now());
}

function* poll(tenant: OpenTenant, row: DeviceRequestRow, address: string): Unit<ServedCredential | null> {
  const before = stateOf(row);
  const next = afterPoll(before, { address, nowMs: tenant.clock.now() });
  if (next === 'serve') return yield* serve(tenant, row.id);
  if (next !== before) {
    yield* run(updateRequest(row.id, columnsOf(next, row.security_token)));
    tellOfRequests(tenant);
  }
  return null;
}

/** People may see whom they could announce; an id that cannot be shown as it is would not be the one they announce. */
function noteUnannounced(tenant: OpenTenant, id: string, address: string): void {
  if (id !== printable(id)) return;
  const isNew = tenant.unannounced.note(id, address, tenant.clock.now());
  if (isNew) tenant.feed.publish({ kind: 'changed', subject: 'devices' });
}

/**
 * A device asks for its credential.
 * @throws ExpectedError 'not-found' until it is accepted, with the same answer for ids nobody announced.
 */
export async function requestCredential(tenant: OpenTenant, asked: Announcement, address: string): Promise<ServedCredential> {
  const { id, securityToken } = asked;
  const known = tenant.database.readFirst(findRequest(id));
  if (!known) noteUnannounced(tenant, id, address);
  const served = known
    ? await tenant.database.write(function* () {
        const row = yield* first(findRequest(id));
        if (!row || !tokenMatches(row.security_token, securityToken)) return null;
        return yield* poll(tenant, row, address);
      })
    : null;
  if (!served) throw noSuchRequest(id);
  return served;
}

/** A token for a device to sign in with instead of its secret. @throws ExpectedError 'forbidden' for everybody else. */
export function deviceAccessToken(tenant: OpenTenant, { userName }: Caller, tokens: AccessTokens): string {
  const credential = tenant.database.readFirst(findDeviceCredential(userName));
  if (!credential) throw new ExpectedError('forbidden', 'Only devices get a token this way');
  return tokens.issue({ tenant: tenant.id, userName }, credential.secret_hash);
}
