/**
 * Credentials of devices. The secret is made here, 24 random bytes, so a plain SHA-256 protects it as well
 * as a slow hash would (ASVS 6.5.2). It is shown once. Every check reads the row, so a revoked or deleted
 * credential stops working with the commit.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

import type { TenantDatabase } from '../db/tenant-database.ts';
import { run, type Unit } from '../db/unit.ts';
import { bindCredential, findDeviceCredential, saveDeviceCredential } from './device-credential-store.ts';

const secretBytes = 24;
/** Compared with when the name is unknown, so that the answer takes as long. */
const nobody = randomBytes(32);

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

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
  const found = database.readFirst(findDeviceCredential(userName));
  const matches = timingSafeEqual(hashOf(secret), found?.secret_hash ?? nobody);
  return found && matches ? { deviceId: found.managed_object_id } : null;
}
