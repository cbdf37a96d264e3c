/**
 * Credentials of devices. The secret is made here, 24 random bytes, so a plain SHA-256 protects it as well
 * as a slow hash would (ASVS 6.5.2). It is shown once. Every check looks at the row as it is now, so a revoked or deleted
 * credential stops working with the commit.
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

import { RowCache } from '../db/row-cache.ts';
import type { TenantDatabase } from '../db/tenant-database.ts';
import { run, type Unit } from '../db/unit.ts';
import { bindCredential, findCredentialBySecret, findDeviceCredential, saveDeviceCredential } from './device-credential-store.ts';

const secretBytes = 24;
/** Compared with when the name is unknown, so that the answer takes as long. */
const nobody = randomBytes(32);

function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** With an object go the credentials that are tied to it. */
const credentials = new RowCache(['device_credentials', 'managed_objects'], (database, userName: string) => database.readFirst(findDeviceCredential(userName)));

/**
 * Make a credential; one of the same name stops working.
 * @param managedObjectId the device it speaks for, or null until that has created its object.
 * @returns the secret, which is stored nowhere.
 */
export function* newDeviceCredential(
  userName: string,
  managedObjectId: number | null,
  nowMs: number,
): Unit<{ userName: string; secret: string }> {
  const secret = randomBytes(secretBytes).toString('base64url');
  yield* run(saveDeviceCredential(userName, hashOf(secret), managedObjectId, nowMs));
  return { userName, secret };
}

/** Give a user name a secret that was decided elsewhere, and long enough to be no word. */
export function setDeviceSecret(userName: string, secret: string, managedObjectId: number | null, nowMs: number) {
  return saveDeviceCredential(userName, hashOf(secret), managedObjectId, nowMs);
}

/** Tie a credential to the object its device has created. */
export function* bindDeviceCredential(userName: string, managedObjectId: number): Unit<void> {
  yield* run(bindCredential(managedObjectId, userName));
}

/**
 * Check a device's secret.
 * @returns the device it speaks for (null while it has none), or null when name or secret is wrong.
 */
export function verifyDeviceSecret(
  database: TenantDatabase,
  userName: string,
  secret: string,
): { deviceId: number | null } | null {
  const found = credentials.get(database, userName);
  const matches = timingSafeEqual(hashOf(secret), found?.secret_hash ?? nobody);
  return found && matches ? { deviceId: found.managed_object_id } : null;
}

/** Characters of every secret made here. */
const secretLength = (secretBytes * 4) / 3;

/** Why a device's name and secret were refused, and which device they seem to have been meant for. */
export interface CredentialFault {
  kind: 'unknown-name' | 'wrong-name' | 'wrong-secret' | 'cut-secret' | 'renewed-secret' | 'other-secret';
  deviceId: number | null;
}

/**
 * What was wrong with a refused credential; null when nothing is, and the request was refused for something else. For people who may give devices secrets, never for the answer on the wire.
 * @param userName as it was tried.
 */
export function credentialFault(database: TenantDatabase, userName: string, secret: string): CredentialFault | null {
  const named = database.readFirst(findDeviceCredential(userName));
  const hash = hashOf(secret);
  const owner = secret === '' ? undefined : database.readFirst(findCredentialBySecret(hash));
  if (!named) return { kind: owner ? 'wrong-name' : 'unknown-name', deviceId: owner?.managed_object_id ?? null };
  const of = (kind: CredentialFault['kind']): CredentialFault => ({ kind, deviceId: named.managed_object_id });
  if (owner) return owner.user_name === userName ? null : of('other-secret');
  if (named.previous_hash && timingSafeEqual(hash, named.previous_hash)) return of('renewed-secret');
  return of(secret.length < secretLength ? 'cut-secret' : 'wrong-secret');
}

/** Whether a text is some device's secret: such a text is nothing to keep or show. */
export function isDeviceSecret(database: TenantDatabase, text: string): boolean {
  return text.length === secretLength && database.readFirst(findCredentialBySecret(hashOf(text))) !== undefined;
}
