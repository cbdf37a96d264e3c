/** What people do with devices and groups, each done at once with Undo that the core carries out. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { CallInput } from '#contract/console-api.ts';
import type { ConsoleDevice, ConsoleGroup } from '#contract/managed-objects.ts';

import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { tellOf } from '../state/pending-acts.ts';
import { showToast } from '../state/toast-store.ts';

type Named = Pick<ConsoleDevice, 'id' | 'name'>;

function refreshInventory(client: QueryClient): Promise<unknown> {
  const subjects = [queryKeys.devices, queryKeys.groups, queryKeys.summary, queryKeys.bin, queryKeys.openAlarms];
  return Promise.all(subjects.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Says what went wrong with something; nothing was changed. */
function useComplaint(): (name: string) => (error: unknown) => void {
  const { t } = useTranslation(['inventory', 'common']);
  return (name) => (error) => showToast({ text: t('notDone', { name, why: t(`common:error.${errorCodeOf(error)}`) }) });
}

/** Takes a device or group out of the bin. */
export function useRestore() {
  const { t } = useTranslation('inventory');
  const client = useQueryClient();
  const complain = useComplaint();
  const restore = useMutation({ mutationFn: (id: string) => call('restore', { id }), onSettled: () => refreshInventory(client) });
  // The toast that offered it may be long gone: only the promise still tells.
  return ({ id, name }: Named) =>
    void restore.mutateAsync(id).then(() => showToast({ text: t('restored', { name }) }), complain(name));
}

/** Puts a device or group into the bin, with Undo. */
export function useDelete(kind: 'device' | 'group'): (object: Named) => void {
  const { t } = useTranslation('inventory');
  const client = useQueryClient();
  const complain = useComplaint();
  const restore = useRestore();
  const remove = useMutation({
    mutationFn: (id: string) => call(kind === 'device' ? 'deleteDevice' : 'deleteGroup', { id }),
    onSettled: () => refreshInventory(client),
  });
  return (object) =>
    void tellOf(remove.mutateAsync(object.id), () => ({ text: t(`deleted.${kind}`, { name: object.name }), undo: () => restore(object) }), complain(object.name));
}

type GroupChange = Omit<CallInput<'updateGroup'>, 'id'>;

/** Renames a group or moves it, with Undo. */
export function useUpdateGroup() {
  const { t } = useTranslation('inventory');
  const client = useQueryClient();
  const complain = useComplaint();
  const update = useMutation({ mutationFn: (input: CallInput<'updateGroup'>) => call('updateGroup', input), onSettled: () => refreshInventory(client) });
  const change = ({ id, name, parentId }: ConsoleGroup, to: GroupChange): Promise<unknown> => {
    const changed = update.mutateAsync({ id, ...to });
    const undo = () => void update.mutateAsync({ id, name, parentId }).catch(complain(name));
    const text = t(to.name === undefined || to.name === name ? 'moved' : 'groupChanged', { name: to.name ?? name });
    void tellOf(changed, () => ({ text, undo }), () => undefined);
    return changed;
  };
  return { change, complain, isPending: update.isPending };
}

/** Gives a device another name, with Undo. */
export function useRenameDevice() {
  const { t } = useTranslation('inventory');
  const client = useQueryClient();
  const complain = useComplaint();
  const update = useMutation({
    mutationFn: (input: { id: string; name: string }) => call('updateDevice', input),
    onSettled: () => refreshInventory(client),
  });
  return ({ id, name }: Named, to: string): void => {
    const undo = () => void update.mutateAsync({ id, name }).catch(complain(name));
    void tellOf(update.mutateAsync({ id, name: to }), () => ({ text: t('renamed', { name: to }), undo }), complain(name));
  };
}

/** Moves a device to a group or out of any, with Undo. */
export function useMoveDevice() {
  const { t } = useTranslation('inventory');
  const client = useQueryClient();
  const complain = useComplaint();
  const update = useMutation({
    mutationFn: (input: { id: string; groupId: string | null }) => call('updateDevice', input),
    onSettled: () => refreshInventory(client),
  });
  return ({ id, name, groupId }: Pick<ConsoleDevice, 'id' | 'name' | 'groupId'>, to: string | null): void => {
    if (groupId === to) return;
    const undo = () => void update.mutateAsync({ id, groupId }).catch(complain(name));
    void tellOf(update.mutateAsync({ id, groupId: to }), () => ({ text: t('moved', { name }), undo }), complain(name));
  };
}
