/**
 * Registering devices: an operator announces an id, the device asks with the bootstrap credential, the operator
 * accepts what was seen asking, the device gets its own credential, once. An id nobody announced creates nothing.
 */
import { ExpectedError } from '#contract/errors.ts';

import { first, run, type Unit } from '../db/unit.ts';
import { countDeviceRows } from '../managed-objects/device-list.ts';
import {
  accepted,
  afterPoll,
  deviceUserName,
  tokenMatches,
  type Announcement,
  type DeviceRequestState,
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
import { findDeviceCredential } from '../tenants/device-credential-store.ts';
import { newDeviceCredential } from '../tenants/device-credentials.ts';
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

/** @throws ExpectedError 'conflict' when the id is announced or registered already. */
export function announceDevice(tenant: OpenTenant, owner: string, { id, securityToken }: Announcement): Promise<DeviceRequestRow> {
  const now = tenant.clock.now();
  const state: DeviceRequestState = { status: 'WAITING_FOR_CONNECTION', address: null, changedMs: now };
  const row: DeviceRequestRow = { id, owner, created_ms: now, served_ms: null, ...columnsOf(state, securityToken) };
  return tenant.database.write(function* () {
    const taken = yield* first(findDeviceCredential(deviceUserName(id)));
    if (taken) throw new ExpectedError('conflict', `A device with the user name '${deviceUserName(id)}' has a credential already`);
    yield* run(deleteServed(id));
    if (yield* first(insertRequest(row))) return row;
    throw new ExpectedError('conflict', `A request for the device '${id}' is there already`);
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
export function acceptDevice(tenant: OpenTenant, id: string, securityToken: string | null): Promise<DeviceRequestRow> {
  return tenant.database.write(function* () {
    const row = yield* first(findRequest(id));
    if (!row) throw noSuchRequest(id);
    const columns = columnsOf(accepted(stateOf(row), tenant.clock.now()), securityToken ?? row.security_token);
    yield* run(updateRequest(id, columns));
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
export async function acceptAllDevices(tenant: OpenTenant): Promise<AcceptedRequest[]> {
  const outcomes: AcceptedRequest[] = [];
  for (const { id } of deviceRequests(tenant, allAtOnce, 0)) {
    try {
      await acceptDevice(tenant, id, null);
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
export async function withdrawRequest(tenant: OpenTenant, id: string): Promise<void> {
  const removed = await tenant.database.write(() => first(deleteRequest(id)));
  if (!removed) throw noSuchRequest(id);
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
  if (yield* first(findDeviceCredential(userName))) return null;
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

/**
 * A device asks for its credential.
 * @throws ExpectedError 'not-found' until it is accepted, with the same answer for ids nobody announced.
 */
export async function requestCredential(tenant: OpenTenant, asked: Announcement, address: string): Promise<ServedCredential> {
  const { id, securityToken } = asked;
  const known = tenant.database.readFirst(findRequest(id));
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
