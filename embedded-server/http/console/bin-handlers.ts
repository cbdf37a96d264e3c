/** Deleting, the bin, and changes of groups. */
import { deleteToBin, listBin, restoreFromBin } from '../../flows/console-bin.ts';
import { updateGroup } from '../../flows/console-groups.ts';
import type { ConsoleHandlers } from './call.ts';

export const binHandlers: Pick<ConsoleHandlers, 'deleteDevice' | 'deleteGroup' | 'updateGroup' | 'bin' | 'restore'> = {
  async deleteDevice({ tenant, person }, { id }) {
    await deleteToBin(tenant, id, person.user.userName);
    return { ok: true };
  },
  async deleteGroup({ tenant, person }, { id }) {
    await deleteToBin(tenant, id, person.user.userName);
    return { ok: true };
  },
  updateGroup: ({ tenant, person }, { id, ...changes }) => updateGroup(tenant, id, changes, person.user.userName),
  bin: ({ tenant }, query) => listBin(tenant, query),
  restore: ({ tenant, person }, { id }) => restoreFromBin(tenant, id, person.user.userName),
};
