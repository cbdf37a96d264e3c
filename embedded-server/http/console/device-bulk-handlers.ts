/** Devices in bulk: plans, and what starts a job. */
import { changeDevices, deleteDevices, planDeviceChange, sharedFacts } from '../../flows/device-bulk.ts';
import { deviceExport } from '../../flows/device-export.ts';
import { startJob } from '../../flows/job-changes.ts';
import type { ConsoleHandlers } from './call.ts';

type BulkCalls = 'exportDevices' | 'sharedFacts' | 'planDeviceChange' | 'changeDevices' | 'deleteDevices';

const started = async (jobId: Promise<number>) => ({ jobId: String(await jobId) });

export const deviceBulkHandlers: Pick<ConsoleHandlers, BulkCalls> = {
  exportDevices: ({ tenant, person }, parameters) => started(startJob(tenant, deviceExport, parameters, person.user.userName)),
  sharedFacts: ({ tenant }, { devices }) => sharedFacts(tenant, devices),
  planDeviceChange: ({ tenant }, { devices, change }) => planDeviceChange(tenant, devices, change),
  changeDevices: ({ tenant, person }, { planId }) => started(changeDevices(tenant, planId, person.user.userName)),
  deleteDevices: ({ tenant, person }, { devices }) => started(deleteDevices(tenant, devices, person.user.userName)),
};
