/** SQL of application tokens. */
import type { Generated } from 'kysely';

import { fixedStatement, queryBuilder, statement } from '../db/statement.ts';

interface TokenTables {
  tokens: {
    id: Generated<number>;
    name: string;
    secret_hash: Uint8Array;
    /** JSON list of permissions. */
    permissions: string;
    /** JSON list of ids; null = the whole site. */
    object_ids: string | null;
    rate_per_second: number | null;
    created_ms: number;
    created_by: string;
    expires_ms: number | null;
    revoked_ms: number | null;
    used_ms: number | null;
    used_address: string | null;
  };
}

const db = queryBuilder<TokenTables>();
const columns = [
  'id',
  'name',
  'permissions',
  'object_ids',
  'rate_per_second',
  'created_ms',
  'created_by',
  'expires_ms',
  'revoked_ms',
  'used_ms',
  'used_address',
] as const;

export const findTokenBySecret = fixedStatement('tokens: by secret', [new Uint8Array(32)] as [Uint8Array], (secretHash) =>
  db.selectFrom('tokens').select(columns).where('secret_hash', '=', secretHash),
);
export type TokenRow = NonNullable<ReturnType<typeof findTokenBySecret>['row']>;

export const findToken = fixedStatement('tokens: one', [1] as [number], (id) => db.selectFrom('tokens').select(columns).where('id', '=', id));

/** The token of that name that was not revoked. */
export const findTokenByName = fixedStatement('tokens: by name', ['meter-reading'] as [string], (name) =>
  db.selectFrom('tokens').select(columns).where('name', '=', name).where('revoked_ms', 'is', null),
);

export const allTokens = statement('tokens: all', [[]], () => db.selectFrom('tokens').select(columns).orderBy('id', 'desc'));

export interface NewToken {
  name: string;
  secretHash: Uint8Array;
  permissions: string;
  objectIds: string | null;
  ratePerSecond: number | null;
  nowMs: number;
  by: string;
  expiresMs: number | null;
}

const insert = fixedStatement(
  'tokens: insert',
  ['meter-reading', new Uint8Array(32), '[]', null, null, 1, 'anna', null] as [
    string,
    Uint8Array,
    string,
    string | null,
    number | null,
    number,
    string,
    number | null,
  ],
  (name, secretHash, permissions, objectIds, rate, nowMs, by, expiresMs) =>
    db
      .insertInto('tokens')
      .values({
        name,
        secret_hash: secretHash,
        permissions,
        object_ids: objectIds,
        rate_per_second: rate,
        created_ms: nowMs,
        created_by: by,
        expires_ms: expiresMs,
        revoked_ms: null,
        used_ms: null,
        used_address: null,
      })
      .returning(columns),
);

export function insertToken({ name, secretHash, permissions, objectIds, ratePerSecond, nowMs, by, expiresMs }: NewToken) {
  return insert(name, secretHash, permissions, objectIds, ratePerSecond, nowMs, by, expiresMs);
}

/** @param revokedMs null takes a revocation back. */
export const saveRevocation = fixedStatement('tokens: revoke', [1, 1] as [number | null, number], (revokedMs, id) =>
  db.updateTable('tokens').set({ revoked_ms: revokedMs }).where('id', '=', id),
);

export const saveTokenUse = fixedStatement('tokens: use', [1, '10.0.0.1', 1] as [number, string, number], (usedMs, address, id) =>
  db.updateTable('tokens').set({ used_ms: usedMs, used_address: address }).where('id', '=', id),
);
