import { useQuery } from '@tanstack/react-query';

import { call } from '../api/client.ts';

/** The core looks around only while somebody asks; answers come within seconds. */
const askEveryMs = 3000;

/** What answers on the local network, asked for again and again while it is on screen. */
export function useFoundDevices() {
  return useQuery({
    queryKey: ['found'],
    queryFn: ({ signal }) => call('foundDevices', {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'closed' ? false : askEveryMs),
  });
}
