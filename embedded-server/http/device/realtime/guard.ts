/** Looks again, while a client is held, whether its credential still stands for who it was. */
import type { Timer } from '../../../clock.ts';
import { logger } from '../../../log.ts';
import type { Caller } from '../../../tenants/caller.ts';
import type { OpenTenant } from '../../../flows/open-tenant.ts';
import type { Client } from './conversation.ts';

const log = logger('realtime');
const everyMs = 60_000;

/** End a client whose credential is gone, blocked or changed. @returns what stops the looking. */
export function guard({ clock, realtime }: OpenTenant, client: Client, recheck: () => Promise<Caller | null>): Timer {
  let isLooking = false;
  const look = async () => {
    if (isLooking || client.isOver) return;
    isLooking = true;
    try {
      const caller = await recheck();
      if (caller) client.party = { ...client.party, caller };
      else realtime.end(client);
    } catch (error) {
      log.warn({ err: error }, 'a credential could not be checked again');
    } finally {
      isLooking = false;
    }
  };
  return clock.every(everyMs, () => void look());
}
