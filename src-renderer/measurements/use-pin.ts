import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { CallReply } from '#contract/console-api.ts';
import { mostPins } from '#contract/console/series-calls.ts';

import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showToast } from '../state/toast-store.ts';
import { usePins } from './series-queries.ts';

interface Pin {
  pinned: boolean;
  /** Pin to Now or unpin; seen at once, and undone by doing it again. */
  toggle: () => void;
}

/** Whether a series is pinned to Now; null while that is not known. */
export function usePin(seriesId: string): Pin | null {
  const { t } = useTranslation('measurements');
  const pins = usePins();
  const save = useSavePins();
  if (!pins) return null;
  const pinned = pins.includes(seriesId);
  const toggle = () => {
    if (!pinned && pins.length >= mostPins) showToast({ text: t('pinsFull', { count: mostPins }) });
    else save(pinned ? pins.filter((id) => id !== seriesId) : [...pins, seriesId]);
  };
  return { pinned, toggle };
}

function useSavePins(): (seriesIds: string[]) => void {
  const { t } = useTranslation(['measurements', 'common']);
  const client = useQueryClient();
  const { mutate } = useMutation({
    // What is toggled back before the answer goes after it.
    scope: { id: 'pins' },
    mutationFn: (seriesIds: string[]) => call('setPins', { seriesIds }),
    onMutate: (seriesIds) => client.setQueryData<CallReply<'pins'>>(queryKeys.pins, { seriesIds }),
    onSuccess: (pins) => client.setQueryData(queryKeys.pins, pins),
    onError: (error) => {
      showToast({ text: t('notPinned', { why: t(`common:error.${errorCodeOf(error)}`) }) });
      void client.invalidateQueries({ queryKey: queryKeys.pins });
    },
  });
  return mutate;
}
