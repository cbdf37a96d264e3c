/**
 * How often somebody may be wrong. Failures are counted per account and address, per address, and per
 * account; each count has its own bound. One who is over it waits, even with the right password. Other
 * addresses keep working, so nobody can lock out somebody else; an account that was guessed at from everywhere stays
 * open to the addresses its owner has used before.
 */
import { ExpectedError } from '#contract/errors.ts';

import type { Clock } from '../clock.ts';

const second = 1_000;
const hour = 3_600 * second;
const firstWaitMs = 30 * second;
const longestWaitMs = hour;
/** Counts nobody has added to for so long are forgotten. */
const forgetMs = 24 * hour;

const bounds = { pair: 10, address: 40, account: 100 } as const;

/** Entries remembered of each kind; beyond that the one untouched for longest goes. */
const maxEntries = 20_000;

interface Count {
  failures: number;
  /** Monotonic ms. */
  lastMs: number;
  openAgainMs: number;
}

/** Wait after `failures` failures: 30 s at the bound, doubling with each further one, at most an hour. */
export function waitAfter(failures: number, bound: number): number {
  if (failures < bound) return 0;
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - bound));
}

class Counts {
  readonly #bound: number;
  readonly #counts = new Map<string, Count>();

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** Ms to wait before the next try; 0 when it may be made. */
  waitMs(key: string, nowMs: number): number {
    return Math.max(0, (this.#counts.get(key)?.openAgainMs ?? 0) - nowMs);
  }

  add(key: string, nowMs: number): void {
    const before = this.#counts.get(key);
    const failures = (before && nowMs - before.lastMs < forgetMs ? before.failures : 0) + 1;
    this.#put(key, { failures, lastMs: nowMs, openAgainMs: nowMs + waitAfter(failures, this.#bound) });
  }

  /** Undo one {@link add}: the try it stood for was right, or never made. */
  takeBack(key: string): void {
    const count = this.#counts.get(key);
    if (!count) return;
    const failures = count.failures - 1;
    this.#put(key, { ...count, failures, openAgainMs: failures < this.#bound ? 0 : count.openAgainMs });
  }

  forget(key: string): void {
    this.#counts.delete(key);
  }

  #put(key: string, count: Count): void {
    this.#counts.delete(key);
    this.#counts.set(key, count);
    const oldest = this.#counts.keys().next().value;
    if (oldest !== undefined && this.#counts.size > maxEntries) this.#counts.delete(oldest);
  }
}

/** The first half of an IPv6 address, written out. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const tailLength = tail === undefined || tail === '' ? 0 : tail.split(':').length;
  const zeros = tail === undefined ? 0 : 8 - groups.length - tailLength;
  return [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0')].slice(0, 4).join(':');
}

/** What counts as one address: IPv6 networks hand them out by the 2^64. */
function placeOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  return address.includes(':') && address !== '::1' ? networkOf(address) : address;
}

/** A try under way. It counts as failed until it is known to be right, so that many at once gain nothing. */
export interface SignInTry {
  /** It was right: what this account had collected is forgotten. */
  succeeded(): void;
  /** It was never judged, for want of time or memory. */
  abandoned(): void;
}

export class SignInThrottle {
  readonly #clock: Clock;
  readonly #pairs = new Counts(bounds.pair);
  readonly #addresses = new Counts(bounds.address);
  readonly #accounts = new Counts(bounds.account);
  /** Account and address of those who have signed in since the start. */
  readonly #known = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws ExpectedError 'too-many-requests' when this account may not be tried from this address now. */
  assertOpen(account: string, address: string): void {
    const { pair, place, name } = keysOf(account, address);
    const nowMs = this.#clock.monotonic();
    const accountWaitMs = this.#known.has(pair) ? 0 : this.#accounts.waitMs(name, nowMs);
    const waitMs = Math.max(this.#pairs.waitMs(pair, nowMs), this.#addresses.waitMs(place, nowMs), accountWaitMs);
    if (waitMs > 0) {
      throw new ExpectedError('too-many-requests', 'Too many failed sign-ins; wait before trying again', {
        retryAfterSeconds: Math.ceil(waitMs / second),
      });
    }
  }

  /** Begin a try. @throws ExpectedError 'too-many-requests' as {@link assertOpen}. */
  begin(account: string, address: string): SignInTry {
    this.assertOpen(account, address);
    const { pair, place, name } = keysOf(account, address);
    const nowMs = this.#clock.monotonic();
    this.#pairs.add(pair, nowMs);
    this.#addresses.add(place, nowMs);
    this.#accounts.add(name, nowMs);
    return {
      succeeded: () => {
        this.#pairs.forget(pair);
        this.#addresses.takeBack(place);
        this.#accounts.forget(name);
        this.#remember(pair);
      },
      abandoned: () => {
        this.#pairs.takeBack(pair);
        this.#addresses.takeBack(place);
        this.#accounts.takeBack(name);
      },
    };
  }

  /** An administrator has given the account a new password: it may be tried again from everywhere. */
  unlock(account: string): void {
    this.#accounts.forget(account.toLowerCase());
  }

  #remember(pair: string): void {
    this.#known.add(pair);
    const oldest = this.#known.values().next().value;
    if (oldest !== undefined && this.#known.size > maxEntries) this.#known.delete(oldest);
  }
}

function keysOf(account: string, address: string): { pair: string; place: string; name: string } {
  const name = account.toLowerCase();
  const place = placeOf(address);
  return { pair: `${name}\n${place}`, place, name };
}
