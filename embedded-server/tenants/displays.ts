/**
 * Unattended displays: read-only sessions of their own that last until somebody ends them. A link with a token begins one; the
 * first address it is opened from is the only one it opens from, and each opening voids the session before. Of token and session
 * only SHA-256 are kept. Pure but for the randomness.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

import type { DisplayRow } from './display-store.ts';

/** A display nobody has seen for so long has to be opened anew. */
export const longestUnseenMs = 90 * 24 * 3_600_000;

/** A token or a session's id: whose it is, and a secret. */
export interface DisplayKey {
  tenant: string;
  id: number;
  secret: string;
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function displayKeyText({ tenant, id, secret }: DisplayKey): string {
  return `${tenant}.${id}.${secret}`;
}

/** Null for what cannot be one. */
export function parseDisplayKey(text: string): DisplayKey | null {
  const [, tenant, digits, secret] = /^([a-z][a-z0-9-]{0,63})\.(\d{1,9})\.([\w-]{43})$/.exec(text) ?? [];
  return tenant && digits && secret ? { tenant, id: Number(digits), secret } : null;
}

export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function isHashOf(hash: Uint8Array | null, secret: string): boolean {
  return hash !== null && timingSafeEqual(Buffer.from(hash), secretHash(secret));
}

/** What a token opens: `elsewhere` when another address was first. */
export function tokenStanding(row: DisplayRow | undefined, secret: string, address: string): 'open' | 'elsewhere' | 'void' {
  if (!row || !isHashOf(row.token_hash, secret)) return 'void';
  return row.bound_address === null || row.bound_address === address ? 'open' : 'elsewhere';
}

/** Whether a session's secret still stands for its display. */
export function isSessionOf(row: DisplayRow, secret: string, nowMs: number): boolean {
  return isHashOf(row.session_hash, secret) && nowMs - (row.seen_ms ?? row.created_ms) < longestUnseenMs;
}
