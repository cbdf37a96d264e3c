/** What answers on the local network. */
import { mainTenant } from '#contract/tenants.ts';

import type { Discovery } from '../../discovery/discovery.ts';
import type { ConsoleHandlers } from './call.ts';

export function discoveryHandlers(discovery: Discovery): Pick<ConsoleHandlers, 'foundDevices'> {
  return {
    // The network is the installation's: other customers' people have no business on it.
    foundDevices: ({ tenant }) => (tenant.id === mainTenant ? discovery.look() : { state: 'closed', devices: [] }),
  };
}
