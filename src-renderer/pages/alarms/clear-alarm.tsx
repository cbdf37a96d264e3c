import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { updateAlarm } from '../../alarms/alarm-updates.ts';
import { alarmTitle } from '../../alarms/alarm-words.ts';
import { errorCodeOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { showToast } from '../../state/toast-store.ts';

/** Ends an alarm by hand. It cannot be undone, so it is asked. */
export function ClearAlarm({ alarm, onClose }: { alarm: ConsoleAlarm; onClose: () => void }) {
  const { t } = useTranslation(['alarms', 'common']);
  const client = useQueryClient();
  const text = alarmTitle(alarm);
  const { mutate, isPending } = useMutation({
    mutationFn: () => call('clearAlarm', { id: alarm.id }),
    onSuccess: (cleared) => {
      updateAlarm(client, cleared);
      showToast({ text: t('doneCleared', { text }) });
    },
    onError: (error) => {
      const code = errorCodeOf(error);
      showToast({ text: code === 'conflict' ? t('clearRefused') : t('clearFailed', { why: t(`common:error.${code}`) }) });
    },
    onSettled: onClose,
  });
  return (
    <ConfirmDialog title={t('clearTitle', { text })} act={t('clear')} disabled={isPending} onConfirm={() => mutate()} onClose={onClose}>
      <p>{t('clearWhy')}</p>
    </ConfirmDialog>
  );
}
