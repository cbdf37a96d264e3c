import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { DemoSite } from '#contract/console/demo-calls.ts';

import { errorCodeOf } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showToast } from '../state/toast-store.ts';

/** The demo site, or that there is none; the feed says when it changed. */
export function useDemoSite(): DemoSite | undefined {
  return useQuery({ queryKey: queryKeys.demo, queryFn: ({ signal }) => call('demoSite', {}, signal) }).data;
}

interface DemoActs {
  make: () => void;
  remove: () => void;
  pending: boolean;
}

/** Make the demo site, take it away. */
export function useDemoActs(): DemoActs {
  const { t } = useTranslation(['site', 'common']);
  const client = useQueryClient();
  const common = {
    onSuccess: (demo: DemoSite) => client.setQueryData(queryKeys.demo, demo),
    onError: (error: Error) => {
      showToast({ text: t('demo.failed', { why: t(`common:error.${errorCodeOf(error)}`) }) });
      void client.invalidateQueries({ queryKey: queryKeys.demo });
    },
  };
  const make = useMutation({ mutationFn: () => call('makeDemoSite', {}), ...common });
  const remove = useMutation({ mutationFn: () => call('removeDemoSite', {}), ...common });
  return { make: () => make.mutate(), remove: () => remove.mutate(), pending: make.isPending || remove.isPending };
}
