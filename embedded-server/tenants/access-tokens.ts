/**
 * Tokens a person or a device signs in with instead of its secret, for a while: JSON Web Tokens, as Cumulocity's clients
 * read them. Nothing is stored: the key lives in this process, and each signature covers the secret's present hash too,
 * so a token ends with the core, with its time and with the password.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

import type { Clock } from '../clock.ts';

/** How long a token may be used. */
export const accessTokenMs = 12 * 60 * 60_000;

const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');
const claimsSchema = z.object({ ten: z.string(), sub: z.string(), exp: z.number() });
const form = new RegExp(`^${header}\\.([A-Za-z0-9_-]{1,700})\\.([A-Za-z0-9_-]{43})$`);

export interface Account {
  tenant: string;
  userName: string;
}

/** What a token says of itself; to be believed once {@link AccessTokens.isGenuine}. */
export interface PresentedToken extends Account {
  expiresMs: number;
  signed: string;
  signature: string;
}

function claimsOf(payload: string): z.infer<typeof claimsSchema> | null {
  try {
    return claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

/** Take a token apart; null for texts that are none. */
export function parseAccessToken(text: string): PresentedToken | null {
  const [, payload, signature] = form.exec(text) ?? [];
  const claims = payload === undefined ? null : claimsOf(payload);
  if (!claims || payload === undefined || signature === undefined) return null;
  return { tenant: claims.ten, userName: claims.sub, expiresMs: claims.exp * 1000, signed: `${header}.${payload}`, signature };
}

export class AccessTokens {
  readonly #clock: Clock;
  readonly #key = randomBytes(32);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param secretHash of the account's secret as it is stored. */
  issue({ tenant, userName }: Account, secretHash: string | Uint8Array): string {
    const nowS = Math.floor(this.#clock.now() / 1000);
    const claims = { iss: 'valvomo', ten: tenant, sub: userName, iat: nowS, exp: nowS + accessTokenMs / 1000, jti: randomBytes(9).toString('base64url') };
    const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return `${signed}.${this.#sign(signed, secretHash).toString('base64url')}`;
  }

  /** Whether it was issued here to this account, with the secret it still has, and its time is not over. */
  isGenuine({ signed, signature, expiresMs }: PresentedToken, secretHash: string | Uint8Array): boolean {
    const expected = this.#sign(signed, secretHash);
    return timingSafeEqual(Buffer.from(signature, 'base64url'), expected) && expiresMs > this.#clock.now();
  }

  #sign(signed: string, secretHash: string | Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update(signed).update('\0').update(secretHash).digest();
  }
}
