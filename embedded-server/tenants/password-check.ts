/**
 * Checking a password that comes with every request: a slow hash each time cannot be afforded, so a right
 * one is remembered for a minute as an HMAC under a key that lives only in this process. The HMAC covers the
 * stored hash too, so a changed password is forgotten with the change.
 */
import { createHmac, randomBytes } from 'node:crypto';

import type { Clock } from '../clock.ts';
import { passwordMatches } from './passwords.ts';

const rememberMs = 60_000;
const maxRemembered = 1_000;

interface Remembered {
  /** On the monotonic clock. */
  untilMs: number;
  answer: Promise<boolean>;
}

export class PasswordCheck {
  readonly #clock: Clock;
  readonly #key = randomBytes(32);
  readonly #remembered = new Map<string, Remembered>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether this password was found right within the last minute, or is being checked by another request. */
  isRemembered(password: string, storedHash: string): boolean {
    return this.#find(this.#digest(password, storedHash)) !== undefined;
  }

  /**
   * Whether a password matches a stored hash; requests that come at the same time share one slow hash.
   * @param storedHash null for somebody unknown: the answer is no and takes as long.
   */
  matches(password: string, storedHash: string | null): Promise<boolean> {
    if (storedHash === null) return passwordMatches(password, null);
    const digest = this.#digest(password, storedHash);
    return this.#find(digest)?.answer ?? this.#remember(digest, this.#judge(digest, password, storedHash));
  }

  #digest(password: string, storedHash: string): string {
    return createHmac('sha256', this.#key).update(storedHash).update('\0').update(password).digest('base64');
  }

  #find(digest: string): Remembered | undefined {
    const found = this.#remembered.get(digest);
    if (!found || found.untilMs > this.#clock.monotonic()) return found;
    this.#remembered.delete(digest);
    return undefined;
  }

  #remember(digest: string, answer: Promise<boolean>): Promise<boolean> {
    const oldest = this.#remembered.keys().next().value;
    if (oldest !== undefined && this.#remembered.size >= maxRemembered) this.#remembered.delete(oldest);
    this.#remembered.set(digest, { untilMs: this.#clock.monotonic() + rememberMs, answer });
    return answer;
  }

  /** The slow check; a wrong password is not worth remembering. */
  async #judge(digest: string, password: string, storedHash: string): Promise<boolean> {
    let matches = false;
    try {
      matches = await passwordMatches(password, storedHash);
      return matches;
    } finally {
      if (!matches) this.#remembered.delete(digest);
    }
  }
}
