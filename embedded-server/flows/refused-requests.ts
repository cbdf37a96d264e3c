/**
 * What a refused request on the device listener says about whoever sent it. Decided only after the answer is, and told
 * only to people who may give devices secrets: the answer itself stays the same for everything that was wrong.
 */
import { printable } from '#contract/printable.ts';
import type { AskedKind, Refusal, RefusalKind } from '#contract/senders.ts';

import { findRequest } from '../managed-objects/device-request-store.ts';
import { findOwner } from '../managed-objects/managed-object-store.ts';
import { plainAddress } from '../senders/address.ts';
import type { RefusedRequest } from '../senders/sender-memory.ts';
import type { BasicCredential } from '../tenants/basic-credential.ts';
import { bootstrapTenant, bootstrapUser } from '../tenants/bootstrap-credential.ts';
import type { Caller } from '../tenants/caller.ts';
import { credentialFault, isDeviceSecret, verifyDeviceSecret } from '../tenants/device-credentials.ts';
import { findUser } from '../tenants/users.ts';
import type { OpenTenant } from './open-tenant.ts';

/** A refused request, as far as HTTP knows it. */
export interface Refused {
  address: string;
  /** Whoever was let in; undefined when nobody was. */
  caller: Caller | undefined;
  /** What the Authorization header said, if it could be read. */
  credential: BasicCredential | null;
  kind: RefusalKind;
  asked: AskedKind;
  /** The device its body names, or the id under which it asks for a credential. */
  askedId: string | null;
  line: number | null;
  column: number | null;
  field: string | null;
  missing: boolean;
}

function refusalOf({ asked, askedId, line, column, field, missing }: Refused, kind: RefusalKind): Refusal {
  return {
    ...{ kind, asked, line, column, missing },
    askedId: askedId === null ? null : printable(askedId),
    field: field === null ? null : printable(field),
  };
}

/** Stands for a secret. */
const hidden = '••••••';

/** The name that was tried; who put a secret in its place is not shown by it. */
function shownName(tenant: OpenTenant, { credential }: Refused): string | null {
  if (!credential) return null;
  return isDeviceSecret(tenant.database, credential.userName) ? hidden : printable(credential.userName);
}

function common(tenant: OpenTenant, refused: Refused, kind: RefusalKind) {
  return { address: plainAddress(refused.address), userName: shownName(tenant, refused), refusal: refusalOf(refused, kind) };
}

/** Nobody was let in: mostly by a name and secret that do not fit, or without any. */
function ofStranger(tenant: OpenTenant, refused: Refused): RefusedRequest[] {
  const { credential, kind } = refused;
  const stranger = (as: RefusalKind, deviceId: number | null) => [{ ...common(tenant, refused, as), deviceId, stranger: true }];
  if (!credential) return stranger('no-credential', null);
  const { userName, password } = credential;
  if (credential.tenant === bootstrapTenant && userName === bootstrapUser) return stranger('wrong-bootstrap', null);
  if (findUser(tenant.database, userName)) return stranger('person', null);
  const fault = credentialFault(tenant.database, userName, password);
  if (fault) return stranger(fault.kind, fault.deviceId);
  // A device's own credential: refused before it was looked at, for an address that is none or for too many requests.
  const device = verifyDeviceSecret(tenant.database, userName, password);
  return [{ ...common(tenant, refused, kind), deviceId: device?.deviceId ?? null, stranger: false }];
}

function idOf(askedId: string | null): number | null {
  return askedId !== null && /^\d{1,15}$/.test(askedId) ? Number(askedId) : null;
}

/** A device with a good credential whose request was refused; the device it named is told of it too. */
function ofDevice(tenant: OpenTenant, refused: Refused, deviceId: number | null): RefusedRequest[] {
  const { kind, askedId } = refused;
  const stranger = kind === 'unknown-source';
  const own: RefusedRequest = { ...common(tenant, refused, kind), deviceId, stranger };
  const named = kind === 'unknown-source' ? idOf(askedId) : null;
  if (named === null || named === deviceId || !tenant.database.readFirst(findOwner(named))) return [own];
  return [own, { ...common(tenant, refused, 'other-credential'), deviceId: named, stranger: false }];
}

/** An agent asks for a credential over and over; only an id that nobody announced is a stranger's. */
function ofAsking(tenant: OpenTenant, refused: Refused): RefusedRequest[] {
  const { kind, askedId } = refused;
  if (kind !== 'unannounced' || askedId === null || tenant.database.readFirst(findRequest(askedId))) return [];
  return [{ ...common(tenant, refused, kind), userName: printable(askedId), deviceId: null, stranger: true }];
}

/** What is to be remembered of a refused request; nothing of what people's own programs do wrong. */
function toRemember(tenant: OpenTenant, refused: Refused): RefusedRequest[] {
  const { caller } = refused;
  if (!caller) return ofStranger(tenant, refused);
  if (caller.kind === 'device') return ofDevice(tenant, refused, caller.deviceId);
  return caller.kind === 'bootstrap' ? ofAsking(tenant, refused) : [];
}

/** Remember a refused request. @returns whether there was anything to remember. */
export function noteRefused(tenant: OpenTenant, refused: Refused): boolean {
  const remembered = toRemember(tenant, refused);
  for (const request of remembered) tenant.senders.note(request, tenant.clock.now());
  return remembered.length > 0;
}

/** Remember that a device was let in and its request taken. */
export function noteTaken(tenant: OpenTenant, caller: Caller, address: string): void {
  if (caller.kind !== 'device' || caller.deviceId === null) return;
  tenant.senders.noteAccepted(caller.deviceId, plainAddress(address), tenant.clock.now());
}
