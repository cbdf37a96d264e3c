/** Who listens to changes over the wire. */
import type { Caller } from '../tenants/caller.ts';
import type { Change } from './change.ts';

export interface RealtimeParty {
  caller: Caller;
  /** A change's object as this party is shown it, as JSON text; of a deleted one its id. */
  compose(change: Change): string;
}
