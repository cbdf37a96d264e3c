/**
 * Who is behind an Authorization header on the device listener: a device with its secret, the installation's
 * bootstrap user, or, where that is allowed, a person. Wrong is always the same 401, whatever was wrong.
 */
import { ExpectedError } from '#contract/errors.ts';

import type { PlatformDatabase } from '../db/platform-database.ts';
import type { TenantDatabase } from '../db/tenant-database.ts';
import { parseBasicCredential, type BasicCredential } from './basic-credential.ts';
import { bootstrapPasswordHash, bootstrapTenant, bootstrapUser } from './bootstrap-credential.ts';
import type { Caller } from './caller.ts';
import { verifyDeviceSecret } from './device-credentials.ts';
import type { PasswordCheck } from './password-check.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { mainTenant } from './tenant-directory.ts';
import { findUser } from './users.ts';

/** What it takes. */
export interface AuthenticationParts {
  platform: PlatformDatabase;
  /** The file of a tenant; undefined when there is no such tenant. */
  databaseOf(tenant: string): TenantDatabase | undefined;
  passwords: PasswordCheck;
  throttle: SignInThrottle;
}

export interface AuthenticationRequest {
  authorization: string | undefined;
  address: string;
  /** Whether people and programs may use the device listener. */
  applications: boolean;
}

function wrong(): ExpectedError {
  return new ExpectedError('unauthorized', 'Invalid credentials! : Bad credentials');
}

/** Names of devices' credentials begin so, and no person's name may. */
const devicePrefix = 'device_';

function deviceCaller(parts: AuthenticationParts, credential: BasicCredential): Caller {
  const { tenant, userName, password } = credential;
  const database = parts.databaseOf(tenant);
  const verified = database && verifyDeviceSecret(database, userName, password);
  if (!verified) throw wrong();
  return { kind: 'device', tenant, userName, deviceId: verified.deviceId };
}

/** Check a password that a person chose: throttled first, hashed only when it may be tried. */
async function checkPassword(
  { passwords, throttle }: AuthenticationParts,
  { tenant, userName, password }: BasicCredential,
  storedHash: string | null,
  address: string,
): Promise<void> {
  const account = `${tenant}/${userName}`;
  if (storedHash !== null && passwords.isRemembered(password, storedHash)) {
    throttle.assertOpen(account, address);
    if (await passwords.matches(password, storedHash)) return;
    throw wrong();
  }
  const attempt = throttle.begin(account, address);
  const matches = await passwords.matches(password, storedHash).catch((error: unknown) => {
    attempt.abandoned();
    throw error;
  });
  if (!matches) throw wrong();
  attempt.succeeded();
}

async function bootstrapCaller(parts: AuthenticationParts, credential: BasicCredential, address: string): Promise<Caller> {
  await checkPassword(parts, credential, bootstrapPasswordHash(parts.platform), address);
  // Devices that ask for a credential are announced in the main tenant; 'management' has no file of its own.
  return { kind: 'bootstrap', tenant: mainTenant, userName: credential.userName };
}

async function userCaller(
  parts: AuthenticationParts,
  credential: BasicCredential,
  { address, applications }: AuthenticationRequest,
): Promise<Caller> {
  const database = parts.databaseOf(credential.tenant);
  const user = database && findUser(database, credential.userName);
  const enabled = user && !user.disabled ? user : undefined;
  await checkPassword(parts, credential, enabled?.passwordHash ?? null, address);
  if (!enabled) throw wrong();
  // Told only to those who have shown who they are: an answer that differed by name would be an oracle.
  if (!applications) throw new ExpectedError('forbidden', 'Only devices may use this address (deviceListener.applications is off)');
  return { kind: 'user', tenant: credential.tenant, userName: enabled.userName, role: enabled.role };
}

/**
 * Identify the caller of a request on the device listener.
 * @throws ExpectedError 'unauthorized' when nothing or something wrong was given, 'forbidden' for a person where
 *   only devices are allowed, 'too-many-requests' after too many failures.
 */
export async function authenticateDeviceRequest(parts: AuthenticationParts, request: AuthenticationRequest): Promise<Caller> {
  const credential = parseBasicCredential(request.authorization);
  if (!credential) throw wrong();
  if (credential.userName.startsWith(devicePrefix)) return deviceCaller(parts, credential);
  const isBootstrap = credential.tenant === bootstrapTenant && credential.userName === bootstrapUser;
  return isBootstrap ? bootstrapCaller(parts, credential, request.address) : userCaller(parts, credential, request);
}
