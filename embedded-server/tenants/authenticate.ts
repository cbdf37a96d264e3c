/**
 * Who is behind an Authorization header on the device listener: a device with its secret, the installation's
 * bootstrap user, or, where that is allowed, a person or an application with its token. Wrong is always the same
 * 401, whatever was wrong.
 */
import { ExpectedError } from '#contract/errors.ts';
import { mainTenant } from '#contract/tenants.ts';

import { parseAccessToken, type AccessTokens, type PresentedToken } from './access-tokens.ts';
import { parseBasicCredential, parseBearerToken, type BasicCredential } from './basic-credential.ts';
import { bootstrapPasswordHash, bootstrapTenant, bootstrapUser } from './bootstrap-credential.ts';
import type { Caller } from './caller.ts';
import { findDeviceCredential } from './device-credential-store.ts';
import { verifyDeviceSecret } from './device-credentials.ts';
import { checkPassword, findEnabled, signInPerson, suspended, wrongCredentials, type SignInParts } from './sign-in.ts';
import { servicePrefix, tenantOfToken, verifyToken } from './tokens.ts';
import type { TokenUses } from './token-uses.ts';

/** What it takes. */
export interface AuthenticationParts extends SignInParts {
  tokenUses: TokenUses;
  accessTokens: AccessTokens;
}

export interface AuthenticationRequest {
  authorization: string | undefined;
  address: string;
  /** Whether people and programs may use the device listener. */
  applications: boolean;
}

/** Names of devices' credentials begin so, and no person's name may. */
const devicePrefix = 'device_';

/** Null when name or secret is wrong. */
function verifiedDevice({ databaseOf }: SignInParts, { tenant, userName, password }: BasicCredential): Caller | null {
  const database = databaseOf(tenant);
  const verified = database && verifyDeviceSecret(database, userName, password);
  return verified ? { kind: 'device', tenant, userName, deviceId: verified.deviceId } : null;
}

function deviceCaller(parts: SignInParts, credential: BasicCredential): Caller {
  const caller = verifiedDevice(parts, credential);
  if (!caller) throw wrongCredentials();
  if (parts.isSuspended(caller.tenant)) throw suspended();
  return caller;
}

/**
 * The device whose name and secret an Authorization header gives.
 * @returns null for everybody else and when anything is wrong: then {@link authenticateDeviceRequest} says what.
 */
export function deviceOfSecret(parts: SignInParts, authorization: string | undefined): Caller | null {
  const credential = parseBasicCredential(authorization);
  const caller = credential?.userName.startsWith(devicePrefix) ? verifiedDevice(parts, credential) : null;
  return caller && !parts.isSuspended(caller.tenant) ? caller : null;
}

async function bootstrapCaller(parts: SignInParts, credential: BasicCredential, address: string): Promise<Caller> {
  await checkPassword(parts, credential, bootstrapPasswordHash(parts.platform), address);
  // Devices that ask for a credential are announced in the main tenant; 'management' has no file of its own.
  return { kind: 'bootstrap', tenant: mainTenant, userName: credential.userName };
}

/** Told only to those who have shown who they are: an answer that differed by name would be an oracle. */
export function onlyDevices(): ExpectedError {
  return new ExpectedError('forbidden', 'Only devices may use this address (deviceListener.applications is off)');
}

/** @param userName what a Basic credential gave beside the token; undefined for Bearer. */
function tokenCaller(
  { databaseOf, isSuspended, clock, tokenUses }: AuthenticationParts,
  { tenant, text, userName }: { tenant: string; text: string; userName?: string },
  { address, applications }: AuthenticationRequest,
): Caller {
  const database = databaseOf(tenant);
  const token = database && verifyToken(database, text, clock.now());
  if (!token || (userName !== undefined && userName.toLowerCase() !== token.userName.toLowerCase())) throw wrongCredentials();
  if (isSuspended(tenant)) throw suspended();
  if (!applications) throw onlyDevices();
  tokenUses.note(database, tenant, token.id, address);
  const { id, permissions, objectIds, ratePerSecond } = token;
  return { kind: 'token', tenant, userName: token.userName, tokenId: id, permissions, objectIds, ratePerSecond };
}

/** A device with a token it was given instead of its secret. */
function deviceOfAccessToken({ databaseOf, accessTokens }: AuthenticationParts, token: PresentedToken): Caller {
  const { tenant, userName } = token;
  const found = databaseOf(tenant)?.readFirst(findDeviceCredential(userName));
  if (!found || !accessTokens.isGenuine(token, found.secret_hash)) throw wrongCredentials();
  return { kind: 'device', tenant, userName, deviceId: found.managed_object_id };
}

function personOfAccessToken(parts: AuthenticationParts, token: PresentedToken): Caller {
  const { tenant, userName } = token;
  const user = findEnabled(parts, tenant, userName);
  if (!user || !parts.accessTokens.isGenuine(token, user.passwordHash)) throw wrongCredentials();
  return { kind: 'user', tenant, userName: user.userName, role: user.role };
}

function accessTokenCaller(parts: AuthenticationParts, token: PresentedToken, { applications }: AuthenticationRequest): Caller {
  const isDevice = token.userName.startsWith(devicePrefix);
  const caller = isDevice ? deviceOfAccessToken(parts, token) : personOfAccessToken(parts, token);
  if (parts.isSuspended(token.tenant)) throw suspended();
  if (!isDevice && !applications) throw onlyDevices();
  return caller;
}

function bearerCaller(parts: AuthenticationParts, text: string, request: AuthenticationRequest): Caller {
  const accessToken = parseAccessToken(text);
  if (accessToken) return accessTokenCaller(parts, accessToken, request);
  const tenant = tenantOfToken(text);
  if (tenant === null) throw wrongCredentials();
  return tokenCaller(parts, { tenant, text }, request);
}

/** The tenant stands before the user's name and in the token: both must be the same. */
function serviceCaller(parts: AuthenticationParts, { tenant, userName, password }: BasicCredential, request: AuthenticationRequest): Caller {
  if (tenantOfToken(password) !== tenant) throw wrongCredentials();
  return tokenCaller(parts, { tenant, text: password, userName }, request);
}

async function userCaller(
  parts: SignInParts,
  credential: BasicCredential,
  { address, applications }: AuthenticationRequest,
): Promise<Caller> {
  const user = await signInPerson(parts, credential, address);
  if (!applications) throw onlyDevices();
  return { kind: 'user', tenant: credential.tenant, userName: user.userName, role: user.role };
}

/** A person's password for a token to sign in with. @throws ExpectedError 'unauthorized', 'too-many-requests', 'forbidden'. */
export async function grantAccessToken(parts: AuthenticationParts, credential: BasicCredential, address: string): Promise<string> {
  const user = await signInPerson(parts, credential, address);
  return parts.accessTokens.issue({ tenant: credential.tenant, userName: user.userName }, user.passwordHash);
}

/**
 * Identify the caller of a request on the device listener.
 * @throws ExpectedError 'unauthorized' when nothing or something wrong was given, 'forbidden' for a person or an
 *   application where only devices are allowed and for everybody of a suspended tenant, 'too-many-requests' after too many failures.
 */
export async function authenticateDeviceRequest(parts: AuthenticationParts, request: AuthenticationRequest): Promise<Caller> {
  const bearer = parseBearerToken(request.authorization);
  if (bearer !== null) return bearerCaller(parts, bearer, request);
  const credential = parseBasicCredential(request.authorization);
  if (!credential) throw wrongCredentials();
  if (credential.userName.startsWith(devicePrefix)) return deviceCaller(parts, credential);
  if (credential.userName.startsWith(servicePrefix)) return serviceCaller(parts, credential, request);
  const isBootstrap = credential.tenant === bootstrapTenant && credential.userName === bootstrapUser;
  return isBootstrap ? bootstrapCaller(parts, credential, request.address) : userCaller(parts, credential, request);
}
