/**
 * Application tokens. The secret is made here, 32 random bytes, so a plain SHA-256 protects it (ASVS 6.5.2); it is
 * shown once. Every check reads the row, so a revoked token stops working with the commit, and an expired one by the clock.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

import { ExpectedError } from '#contract/errors.ts';
import { tokenPermissionSchema, type TokenDraft, type TokenPermission } from '#contract/tokens.ts';

import type { Reader } from '../db/platform-database.ts';
import { first, run, type Unit } from '../db/unit.ts';
import {
  allTokens,
  findToken,
  findTokenByName,
  findTokenBySecret,
  insertToken,
  saveRevocation,
  type TokenRow,
} from './token-store.ts';

/** User names of tokens' holders begin so, and no person's name may. */
export const servicePrefix = 'service_';
/** Tokens begin so; whoever scans for leaked ones can tell them from other texts. */
const tokenPrefix = 'valvomo';
/** How long a revocation can be taken back. */
const undoMs = 10 * 60_000;

export interface StoredToken {
  id: number;
  name: string;
  /** `service_<name>`. */
  userName: string;
  permissions: TokenPermission[];
  objectIds: number[] | null;
  ratePerSecond: number | null;
  createdMs: number;
  createdBy: string;
  expiresMs: number | null;
  revokedMs: number | null;
  usedMs: number | null;
  usedAddress: string | null;
}

const permissionsSchema = z.array(tokenPermissionSchema);
const idsSchema = z.array(z.number().int());

function tokenOf(row: TokenRow): StoredToken {
  return {
    id: row.id,
    name: row.name,
    userName: servicePrefix + row.name,
    permissions: permissionsSchema.parse(JSON.parse(row.permissions)),
    objectIds: row.object_ids === null ? null : idsSchema.parse(JSON.parse(row.object_ids)),
    ratePerSecond: row.rate_per_second,
    createdMs: row.created_ms,
    createdBy: row.created_by,
    expiresMs: row.expires_ms,
    revokedMs: row.revoked_ms,
    usedMs: row.used_ms,
    usedAddress: row.used_address,
  };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The tenant a token says it is of; null when the text is no token. */
export function tenantOfToken(text: string): string | null {
  const [prefix, tenant, secret, ...rest] = text.split('.');
  return prefix === tokenPrefix && tenant && secret && rest.length === 0 ? tenant : null;
}

/** How a token stands at a moment. */
export function tokenState({ revokedMs, expiresMs }: Pick<StoredToken, 'revokedMs' | 'expiresMs'>, nowMs: number): 'live' | 'expired' | 'revoked' {
  if (revokedMs !== null) return 'revoked';
  return expiresMs !== null && expiresMs <= nowMs ? 'expired' : 'live';
}

/** The live token with this text; undefined for wrong, revoked and expired ones alike. */
export function verifyToken(database: Reader, text: string, nowMs: number): StoredToken | undefined {
  const row = database.readFirst(findTokenBySecret(hashOf(text)));
  const token = row && tokenOf(row);
  return token && tokenState(token, nowMs) === 'live' ? token : undefined;
}

/** Whether a token that was live before still is. */
export function isTokenLive(database: Reader, id: number, nowMs: number): boolean {
  const row = database.readFirst(findToken(id));
  return row !== undefined && tokenState(tokenOf(row), nowMs) === 'live';
}

/** Tokens in use, newest first. */
export function liveTokens(database: Reader, nowMs: number): StoredToken[] {
  return listTokens(database).filter((token) => tokenState(token, nowMs) === 'live');
}

/** Every token there ever was, newest first. */
export function listTokens(database: Reader): StoredToken[] {
  return database.read(allTokens()).map(tokenOf);
}

/** The live token whose holder has this user name. */
export function tokenOfUser(database: Reader, userName: string, nowMs: number): StoredToken | undefined {
  if (!userName.startsWith(servicePrefix)) return undefined;
  const row = database.readFirst(findTokenByName(userName.slice(servicePrefix.length)));
  const token = row && tokenOf(row);
  return token && tokenState(token, nowMs) === 'live' ? token : undefined;
}

function* requireToken(id: number): Unit<StoredToken> {
  const row = yield* first(findToken(id));
  if (!row) throw new ExpectedError('not-found', 'There is no such token');
  return tokenOf(row);
}

function* assertNameFree(name: string): Unit<void> {
  if (!(yield* first(findTokenByName(name)))) return;
  throw new ExpectedError('conflict', 'There is a token of that name', { fields: { name: 'taken' } });
}

/**
 * Make a token.
 * @returns its text too, which is stored nowhere.
 * @throws ExpectedError 'conflict' when one of that name has not been revoked, 'invalid' when it would have expired already.
 */
export function* newToken(tenant: string, draft: TokenDraft, by: string, nowMs: number): Unit<{ token: StoredToken; text: string }> {
  if (draft.expiresMs !== null && draft.expiresMs <= nowMs) {
    throw new ExpectedError('invalid', 'The token would have expired already', { fields: { expiresMs: 'past' } });
  }
  yield* assertNameFree(draft.name);
  const text = `${tokenPrefix}.${tenant}.${randomBytes(32).toString('base64url')}`;
  const row = yield* first(
    insertToken({
      ...draft,
      secretHash: hashOf(text),
      permissions: JSON.stringify([...new Set(draft.permissions)]),
      objectIds: draft.objectIds && JSON.stringify([...new Set(draft.objectIds.map(Number))]),
      nowMs,
      by,
    }),
  );
  if (!row) throw new Error('an inserted token gave no row');
  return { token: tokenOf(row), text };
}

/** End a token; nothing happens when it is revoked. @throws ExpectedError 'not-found'. */
export function* revokeToken(id: number, nowMs: number): Unit<StoredToken> {
  const token = yield* requireToken(id);
  if (token.revokedMs !== null) return token;
  yield* run(saveRevocation(nowMs, id));
  return { ...token, revokedMs: nowMs };
}

/**
 * Take a revocation back, for ten minutes after it.
 * @throws ExpectedError 'not-found'; 'conflict' when it is too late or the name is another token's by now.
 */
export function* restoreToken(id: number, nowMs: number): Unit<StoredToken> {
  const token = yield* requireToken(id);
  if (token.revokedMs === null) return token;
  if (nowMs - token.revokedMs > undoMs) throw new ExpectedError('conflict', 'The token was revoked too long ago; make a new one');
  yield* assertNameFree(token.name);
  yield* run(saveRevocation(null, id));
  return { ...token, revokedMs: null };
}
