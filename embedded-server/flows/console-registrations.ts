/** Devices that register themselves, as the console announces, shows and accepts them. Each act is audited. */
import type { AuditActivity } from '#contract/audit.ts';
import type { CallReply } from '#contract/console-api.ts';
import type { ConsoleRegistration } from '#contract/console/registration-calls.ts';
import { ExpectedError } from '#contract/errors.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { run } from '../db/unit.ts';
import { acceptWindowMs, deviceUserName } from '../managed-objects/device-request.ts';
import { listAllRequests, type DeviceRequestRow } from '../managed-objects/device-request-store.ts';
import { findDeviceCredential } from '../tenants/device-credential-store.ts';
import type { PutOnRecord } from './audit-reports.ts';
import { acceptDevice, announceDevice, withdrawRequest } from './device-registration.ts';
import type { OpenTenant } from './open-tenant.ts';

/** More than this nobody looks through. */
const maxShown = 500;

function stateOf({ status, changed_ms: changedMs, served_ms: servedMs }: DeviceRequestRow, nowMs: number): ConsoleRegistration['state'] {
  if (servedMs !== null) return 'connected';
  const isRecent = nowMs - changedMs <= acceptWindowMs;
  if (status === 'WAITING_FOR_CONNECTION') return 'announced';
  if (status === 'PENDING_ACCEPTANCE') return isRecent ? 'knocking' : 'lapsed';
  return isRecent ? 'accepted' : 'expired';
}

function deviceOf(tenant: OpenTenant, { id, served_ms: servedMs }: DeviceRequestRow): string | null {
  const credential = servedMs === null ? undefined : tenant.database.readFirst(findDeviceCredential(deviceUserName(id)));
  const deviceId = credential?.managed_object_id ?? null;
  return deviceId === null ? null : String(deviceId);
}

function pictureOf(tenant: OpenTenant, row: DeviceRequestRow): ConsoleRegistration {
  const state = stateOf(row, tenant.clock.now());
  return {
    id: row.id,
    state,
    address: row.address,
    changedMs: row.served_ms ?? row.changed_ms,
    untilMs: state === 'accepted' ? row.changed_ms + acceptWindowMs : null,
    announcedBy: row.owner,
    hasToken: row.security_token !== null,
    deviceId: deviceOf(tenant, row),
  };
}

function unannounced({ unannounced: memory, clock }: OpenTenant): ConsoleRegistration[] {
  return memory.list(clock.now()).map(({ id, address, sinceMs }) => {
    return { id, state: 'unannounced', address, changedMs: sinceMs, untilMs: null, announcedBy: null, hasToken: false, deviceId: null };
  });
}

const order: readonly ConsoleRegistration['state'][] = ['knocking', 'unannounced', 'accepted', 'expired', 'announced', 'lapsed', 'connected'];

/** What wants somebody first, then what waits, then what is over. */
export function listRegistrations(tenant: OpenTenant): { registrations: ConsoleRegistration[] } {
  const announced = tenant.database.read(listAllRequests(maxShown)).map((row) => pictureOf(tenant, row));
  const pictures = [...announced, ...unannounced(tenant)];
  return { registrations: pictures.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.id.localeCompare(b.id)) };
}

/** The act's record, and word of it to the console, with the act. */
function recordOf(tenant: OpenTenant, by: string, activity: AuditActivity): PutOnRecord {
  return function* (source) {
    const text = `${activity}: ${source}`;
    yield* run(insertAuditRecord({ timeMs: tenant.clock.now(), userName: by, type: 'DeviceRegistration', activity, text, source: String(source), changes: [] }));
    tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'devices' }));
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof ExpectedError && error.code === 'conflict';
}

/** Announce several; those that are announced or registered already are told. */
export async function announceDevices(tenant: OpenTenant, ids: readonly string[], securityToken: string | null, by: string): Promise<CallReply<'announceDevices'>> {
  const refused: { id: string }[] = [];
  const wanted = [...new Set(ids)];
  for (const id of wanted) {
    try {
      await announceDevice(tenant, by, { id, securityToken, type: null, groupId: null }, recordOf(tenant, by, 'Device announced'));
    } catch (error) {
      if (!isTaken(error)) throw error;
      refused.push({ id });
    }
  }
  return { announced: wanted.length - refused.length, refused };
}

/** @throws ExpectedError 'not-found', 'invalid' when no device asks for it right now. */
export async function acceptRegistration(tenant: OpenTenant, id: string, securityToken: string | null, by: string): Promise<void> {
  await acceptDevice(tenant, id, securityToken, recordOf(tenant, by, 'Device accepted'));
}

/** @throws ExpectedError 'not-found'. */
export async function refuseRegistration(tenant: OpenTenant, id: string, by: string): Promise<void> {
  await withdrawRequest(tenant, id, recordOf(tenant, by, 'Device refused'));
}
