/**
 * The one-time token without which nobody can claim an installation's first administrator. It stands in the
 * link that the shell or the command line opens and in a file only the service's user can read; it is new at every
 * start while nobody has claimed, and gone after use.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'setup-token';

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export class SetupToken {
  readonly #path: string;
  #value: string | null;
  #taken = false;

  /** @param claimed whether there is nothing to claim any more; then there is no token. */
  constructor(dataDir: string, claimed: boolean) {
    this.#path = join(dataDir, fileName);
    this.#value = claimed ? null : randomBytes(32).toString('base64url');
    // Removed first: an existing file would keep its mode.
    rmSync(this.#path, { force: true });
    if (this.#value) writeFileSync(this.#path, `${this.#value}\n`, { mode: 0o600, flag: 'wx' });
  }

  /** The token for the link, or null when the installation is claimed. */
  get value(): string | null {
    return this.#value;
  }

  /** Take the token to claim with; while somebody has it nobody else gets it. @returns whether it is the right one. */
  take(given: string): boolean {
    if (this.#taken || this.#value === null || !equal(given, this.#value)) return false;
    this.#taken = true;
    return true;
  }

  /** The claim failed: the token may be taken again. */
  giveBack(): void {
    this.#taken = false;
  }

  /** The installation is claimed. */
  use(): void {
    this.#value = null;
    rmSync(this.#path, { force: true });
  }
}
