/** Devices in bulk: what starts a job. */
import { deviceExport } from '../../flows/device-export.ts';
import { startJob } from '../../flows/job-changes.ts';
import type { ConsoleHandlers } from './call.ts';

export const deviceBulkHandlers: Pick<ConsoleHandlers, 'exportDevices'> = {
  async exportDevices({ tenant, person }, parameters) {
    return { jobId: String(await startJob(tenant, deviceExport, parameters, person.user.userName)) };
  },
};
