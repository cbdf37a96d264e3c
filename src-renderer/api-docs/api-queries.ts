import { useQuery } from '@tanstack/react-query';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** The description of both listeners; it changes with the version alone. */
export function useApiDocument() {
  return useQuery({ queryKey: queryKeys.apiDocument, queryFn: ({ signal }) => call('openApi', {}, signal), staleTime: Infinity });
}
