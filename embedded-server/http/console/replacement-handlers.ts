/** Exchanging units. */
import { replacementCandidates } from '../../flows/console-replacements.ts';
import { deviceCounters } from '../../flows/counter-swaps.ts';
import { replaceDevice, undoReplacement } from '../../flows/replacement.ts';
import type { ConsoleHandlers } from './call.ts';

export const replacementHandlers: Pick<ConsoleHandlers, 'replacementCandidates' | 'counters' | 'replaceDevice' | 'undoReplacement'> = {
  replacementCandidates: ({ tenant }, { id, search }) => replacementCandidates(tenant, id, search),
  counters: ({ tenant }, { id }) => deviceCounters(tenant, id),
  replaceDevice: ({ tenant, person }, { id, unitId, counters }) => replaceDevice(tenant, id, unitId, person.user.userName, counters),
  undoReplacement: async ({ tenant, person }, { id }) => {
    await undoReplacement(tenant, id, person.user.userName);
    return { ok: true };
  },
};
