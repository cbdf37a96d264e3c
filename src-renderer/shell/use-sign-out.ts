import { useQueryClient } from '@tanstack/react-query';

import { call } from '../api/client.ts';
import { forgetSession } from '../api/query-client.ts';

/** End the session and forget what was told in it. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  return () => {
    // Signed out here even when the core cannot be told: the session then ends by its idle time.
    const leave = () => {
      forgetSession(client, 'left');
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'state' });
    };
    call('logout', {}).then(leave, leave);
  };
}
