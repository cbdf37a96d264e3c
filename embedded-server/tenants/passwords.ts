/**
 * Passwords of people: scrypt with its parameters stored beside the hash, so that they can grow. At most a
 * few hashes run at once, because each takes a quarter of a second of a core and 32 MiB.
 */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

import { ExpectedError } from '#contract/errors.ts';

interface Cost {
  /** CPU and memory cost, a power of two. */
  N: number;
  /** Block size. */
  r: number;
  /** Parallelisation. */
  p: number;
}

/** OWASP ASVS 5.0, appendix C. */
export const currentCost: Cost = { N: 2 ** 15, r: 8, p: 3 };

const saltBytes = 16;
const keyBytes = 32;
const atOnce = 4;
const maxWaiting = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** Wait for one of the places in which a hash may run. */
async function takePlace(): Promise<void> {
  if (running < atOnce) {
    running += 1;
    return;
  }
  if (waiting.length >= maxWaiting) {
    throw new ExpectedError('too-many-requests', 'Too many people are signing in', { retryAfterSeconds: 5 });
  }
  // The one who leaves hands the place over, so `running` stays as it is.
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function leavePlace(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  // Node's own bound of 32 MiB refuses these parameters.
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

async function deriveInTurn(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  await takePlace();
  try {
    return await derive(password, salt, cost);
  } finally {
    leavePlace();
  }
}

/**
 * Hash a password for storing: `scrypt$N$r$p$salt$key`.
 * @throws ExpectedError 'too-many-requests' when too many wait for their turn.
 */
export async function hashPassword(password: string, cost: Cost = currentCost): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await deriveInTurn(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

interface ParsedHash {
  cost: Cost;
  salt: Buffer;
  key: Buffer;
}

function parseHash(stored: string): ParsedHash {
  const [kind, n, r, p, salt, key] = stored.split('$');
  if (kind !== 'scrypt' || !salt || !key) throw new Error('a stored password hash has an unknown form');
  return {
    cost: { N: Number(n), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

/** Stands in for the hash of somebody unknown: nothing matches it, and checking takes as long. */
const nobody: ParsedHash = { cost: currentCost, salt: randomBytes(saltBytes), key: randomBytes(keyBytes) };

/**
 * Whether a password matches a stored hash.
 * @param stored null for somebody unknown: the answer is no and takes as long.
 */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const { cost, salt, key } = stored === null ? nobody : parseHash(stored);
  const derived = await deriveInTurn(password, salt, cost);
  return timingSafeEqual(derived, key) && stored !== null;
}
