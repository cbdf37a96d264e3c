import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { CallReply } from '#contract/console-api.ts';
import type { ToDoItem } from '#contract/console/to-do-calls.ts';

import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showToast } from '../state/toast-store.ts';

interface ToDos {
  /** Undefined while it is not known. */
  dismissed: readonly ToDoItem[] | undefined;
  dismiss: (item: ToDoItem) => void;
}

/** What somebody of the site put away; putting away can be undone. */
export function useToDos(): ToDos {
  const { t } = useTranslation(['now', 'common']);
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: queryKeys.toDo, queryFn: ({ signal }) => call('dismissedToDos', {}, signal) });
  const { mutate } = useMutation({
    // Undo may follow before the answer: one after the other.
    scope: { id: 'to-do' },
    mutationFn: (dismissed: ToDoItem[]) => call('setDismissedToDos', { dismissed }),
    onMutate: (dismissed) => client.setQueryData<CallReply<'dismissedToDos'>>(queryKeys.toDo, { dismissed }),
    onError: (error) => {
      showToast({ text: t('toDo.failed', { why: t(`common:error.${errorCodeOf(error)}`) }) });
      void client.invalidateQueries({ queryKey: queryKeys.toDo });
    },
  });
  const dismissed = data?.dismissed;
  const dismiss = (item: ToDoItem) => {
    const before = [...(dismissed ?? [])];
    mutate([...before, item]);
    showToast({ text: t('toDo.dismissed'), undo: () => mutate(before) });
  };
  return { dismissed, dismiss };
}
