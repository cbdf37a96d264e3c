/** Maintenance, and whether silence is told of. */
import { longestMaintenanceMs, operatorMaintenanceMs } from '#contract/console/maintenance-calls.ts';

import { consoleMaintenance } from '../../flows/console-maintenance.ts';
import { startMaintenance, stopMaintenance } from '../../flows/maintenance.ts';
import { setSiteSupervision, setSupervision } from '../../flows/supervision.ts';
import { readSupervision } from '../../tenants/site-settings.ts';
import type { ConsoleHandlers } from './call.ts';

type MaintenanceCalls = 'startMaintenance' | 'stopMaintenance' | 'setSupervision' | 'siteSupervision' | 'setSiteSupervision';

export const maintenanceHandlers: Pick<ConsoleHandlers, MaintenanceCalls> = {
  startMaintenance: async ({ tenant, person }, { id, ...wanted }) => {
    const mayMs = person.permissions.includes('devices:write') ? longestMaintenanceMs : operatorMaintenanceMs;
    return consoleMaintenance(tenant, await startMaintenance(tenant, id, { ...wanted, by: person.user.userName, mayMs }));
  },
  stopMaintenance: async ({ tenant, person }, { id }) => {
    await stopMaintenance(tenant, id, person.user.userName);
    return { ok: true };
  },
  setSupervision: async ({ tenant, person }, { id, ...wanted }) => {
    await setSupervision(tenant, id, wanted, person.user.userName);
    return { ok: true };
  },
  siteSupervision: ({ tenant }) => ({ silenceAlarms: readSupervision(tenant.database) }),
  setSiteSupervision: ({ tenant, person }, { silenceAlarms }) => setSiteSupervision(tenant, silenceAlarms, person.user.userName),
};
