/** Tokens as the console shows and changes them. */
import type { AuditActivity } from '#contract/audit.ts';
import { ExpectedError } from '#contract/errors.ts';
import type { Token, TokenDraft } from '#contract/tokens.ts';

import { insertAuditRecord, type AuditChange } from '../audit/audit-store.ts';
import { run, type Unit } from '../db/unit.ts';
import { objectNames } from '../managed-objects/managed-object-store.ts';
import { listTokens, newToken, restoreToken, revokeToken, tokenState, type StoredToken } from '../tenants/tokens.ts';
import type { OpenTenant } from './open-tenant.ts';

function namesOf({ database }: OpenTenant, ids: readonly number[]): Map<number, string | null> {
  const unique = [...new Set(ids)];
  return new Map(unique.length === 0 ? [] : database.read(objectNames(unique)).map(({ id, name }) => [id, name]));
}

function shown(token: StoredToken, names: ReadonlyMap<number, string | null>, nowMs: number): Token {
  const { objectIds, ...rest } = token;
  return {
    ...rest,
    id: String(token.id),
    objects: objectIds && objectIds.map((id) => ({ id: String(id), name: names.get(id) ?? null })),
    state: tokenState(token, nowMs),
  };
}

function show(tenant: OpenTenant, token: StoredToken): Token {
  return shown(token, namesOf(tenant, token.objectIds ?? []), tenant.clock.now());
}

/** Every token there ever was, newest first. */
export function shownTokens(tenant: OpenTenant): Token[] {
  const tokens = listTokens(tenant.database);
  const names = namesOf(tenant, tokens.flatMap(({ objectIds }) => objectIds ?? []));
  return tokens.map((token) => shown(token, names, tenant.clock.now()));
}

function* tell(tenant: OpenTenant, by: string, activity: AuditActivity, token: StoredToken, changes: AuditChange[] = []): Unit<void> {
  const text = `${activity}: ${token.name}`;
  yield* run(insertAuditRecord({ timeMs: tenant.clock.now(), userName: by, type: 'Token', activity, text, source: String(token.id), changes }));
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'changed', subject: 'tokens' }));
}

function changesOf({ permissions, objectIds, expiresMs, ratePerSecond }: StoredToken): AuditChange[] {
  const values = { permissions, objectIds, expiresMs, ratePerSecond };
  return Object.entries(values).map(([attribute, newValue]) => ({ attribute, previousValue: null, newValue }));
}

function assertObjects(tenant: OpenTenant, ids: readonly number[]): void {
  const names = namesOf(tenant, ids);
  if (ids.some((id) => !names.has(id))) throw new ExpectedError('invalid', 'A device or group is not there', { fields: { objectIds: 'unknown' } });
}

/**
 * @param by who makes it, for the audit record.
 * @returns the token and its secret, which is stored nowhere.
 * @throws ExpectedError 'conflict' when a token of that name is in use, 'invalid' for an object that is not there or an
 *   expiry that is past.
 */
export async function addToken(tenant: OpenTenant, draft: TokenDraft, by: string): Promise<{ token: Token; secret: string }> {
  assertObjects(tenant, (draft.objectIds ?? []).map(Number));
  const { token, text } = await tenant.database.write(function* () {
    const made = yield* newToken(tenant.id, draft, by, tenant.clock.now());
    yield* tell(tenant, by, 'Token created', made.token, changesOf(made.token));
    return made;
  });
  return { token: show(tenant, token), secret: text };
}

/** End a token: the next request with it is refused. @throws ExpectedError 'not-found'. */
export async function endToken(tenant: OpenTenant, id: number, by: string): Promise<Token> {
  const token = await tenant.database.write(function* () {
    const revoked = yield* revokeToken(id, tenant.clock.now());
    yield* tell(tenant, by, 'Token revoked', revoked);
    return revoked;
  });
  return show(tenant, token);
}

/** Take a revocation back. @throws ExpectedError 'not-found', 'conflict' when it is too late. */
export async function takeRevocationBack(tenant: OpenTenant, id: number, by: string): Promise<Token> {
  const token = await tenant.database.write(function* () {
    const restored = yield* restoreToken(id, tenant.clock.now());
    yield* tell(tenant, by, 'Token restored', restored);
    return restored;
  });
  return show(tenant, token);
}
