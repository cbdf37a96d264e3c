/** When each token was last used, written at most once a minute: a busy one must not cost a write with every request. */
import type { Clock } from '../clock.ts';
import type { TenantDatabase } from '../db/tenant-database.ts';
import { run } from '../db/unit.ts';
import { logger } from '../log.ts';
import { saveTokenUse } from './token-store.ts';

const log = logger('tokens');
const everyMs = 60_000;

export class TokenUses {
  readonly #clock: Clock;
  /** Tenant and id of a token to when its use was last written, on the monotonic clock. */
  readonly #written = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Note a use; it is written in its own time. */
  note(database: TenantDatabase, tenant: string, id: number, address: string): void {
    const key = `${tenant}/${id}`;
    const last = this.#written.get(key);
    const now = this.#clock.monotonic();
    if (last !== undefined && now - last < everyMs) return;
    this.#written.set(key, now);
    database.write(() => run(saveTokenUse(this.#clock.now(), address, id))).catch((error: unknown) => {
      this.#written.delete(key);
      log.warn({ err: error, tenant }, 'the use of a token could not be noted');
    });
  }
}
