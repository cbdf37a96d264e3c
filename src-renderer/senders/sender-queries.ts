import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { UnknownSender } from '#contract/senders.ts';

import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { useMay } from '../api/console-state.ts';
import { queryKeys } from '../api/query-keys.ts';
import { tellOf } from '../state/pending-acts.ts';
import { showToast } from '../state/toast-store.ts';

/** Who knocks and is not let in; asked for only by who may do something about it. */
export function useUnknownSenders() {
  const enabled = useMay('devices:write');
  return useQuery({ queryKey: queryKeys.senders, queryFn: ({ signal }) => call('unknownSenders', {}, signal), enabled });
}

/** How many there are that nobody ignores. */
export function useUnknownSenderCount(): number | undefined {
  return useUnknownSenders().data?.senders.filter(({ ignoredUntilMs }) => ignoredUntilMs === null).length;
}

/**
 * How a device fares since a moment.
 * @param heardMs when it was last heard from: then there is something new to ask for.
 */
export function useDeviceAttempts(deviceId: string, sinceMs: number, heardMs: number | null) {
  return useQuery({
    queryKey: [...queryKeys.senders, 'device', deviceId, sinceMs, heardMs],
    queryFn: ({ signal }) => call('deviceAttempts', { id: deviceId, sinceMs }, signal),
    placeholderData: keepPreviousData,
  }).data;
}

/** Hide a sender for a while, with a way back; and the way back by itself. */
export function useIgnoring() {
  const { t } = useTranslation(['senders', 'common']);
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.senders });
  const onError = (error: Error) => showToast({ text: t('failed', { why: t(`common:error.${errorCodeOf(error)}`) }) });
  const heed = useMutation({ mutationFn: ({ key }: UnknownSender) => call('heedSender', { key }), onError, onSettled });
  const { mutateAsync } = useMutation({ mutationFn: ({ key }: UnknownSender) => call('ignoreSender', { key }), onSettled });
  const ignore = (sender: UnknownSender) =>
    void tellOf(mutateAsync(sender), () => ({ text: t('ignoredToast', { who: sender.userName ?? sender.address }), undo: () => heed.mutate(sender) }), onError);
  return { ignore, heed: heed.mutate };
}

/** It was dealt with; it is listed again when it comes again. */
export function useForgetSender() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => call('forgetSender', { key }),
    // Gone already is as good.
    onError: () => undefined,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.senders }),
  }).mutate;
}
