/** Devices out of a table. */
import { importDevices, previewDeviceImport } from '../../flows/device-import.ts';
import type { ConsoleHandlers } from './call.ts';

export const deviceImportHandlers: Pick<ConsoleHandlers, 'previewDeviceImport' | 'importDevices'> = {
  previewDeviceImport: ({ tenant }, options) => previewDeviceImport(tenant, options),
  async importDevices({ tenant, person }, options) {
    return { jobId: String(await importDevices(tenant, options, person.user.userName)) };
  },
};
