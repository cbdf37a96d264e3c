import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { tellOf } from '../state/pending-acts.ts';
import { showToast } from '../state/toast-store.ts';
import { alarmTitle } from './alarm-words.ts';
import { updateAlarm } from './alarm-updates.ts';

/** Acknowledge at once, with Undo for ten seconds. */
export function useAcknowledge(): (alarm: ConsoleAlarm) => void {
  const { t } = useTranslation(['alarms', 'common']);
  const client = useQueryClient();
  const why = (error: Error): string => t(`common:error.${errorCodeOf(error)}`);
  const undo = useMutation({
    mutationFn: (id: string) => call('unacknowledgeAlarm', { id }),
    onSuccess: (alarm) => updateAlarm(client, alarm),
    onError: (error) => showToast({ text: t('failedUndo', { why: why(error) }) }),
  });
  const acknowledge = useMutation({
    mutationFn: ({ id }: ConsoleAlarm) => call('acknowledgeAlarm', { id }),
    onSuccess: (alarm) => updateAlarm(client, alarm),
  });
  return (alarm) =>
    void tellOf(
      acknowledge.mutateAsync(alarm),
      ({ id }) => ({ text: t('doneAcknowledged', { text: alarmTitle(alarm) }), undo: () => undo.mutate(id) }),
      (error) => showToast({ text: t('failedAcknowledge', { text: alarmTitle(alarm), why: why(error) }) }),
    );
}
