/** Exchanging units. */
import { replacementCandidates } from '../../flows/console-replacements.ts';
import { replaceDevice, undoReplacement } from '../../flows/replacement.ts';
import type { ConsoleHandlers } from './call.ts';

export const replacementHandlers: Pick<ConsoleHandlers, 'replacementCandidates' | 'replaceDevice' | 'undoReplacement'> = {
  replacementCandidates: ({ tenant }, { id, search }) => replacementCandidates(tenant, id, search),
  replaceDevice: ({ tenant, person }, { id, unitId }) => replaceDevice(tenant, id, unitId, person.user.userName),
  undoReplacement: async ({ tenant, person }, { id }) => {
    await undoReplacement(tenant, id, person.user.userName);
    return { ok: true };
  },
};
