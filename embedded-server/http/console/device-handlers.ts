/** Devices and groups. */
import { addDevice, renewSecret, updateDevice } from '../../flows/console-device-changes.ts';
import { deviceDetail, listDevices } from '../../flows/console-devices.ts';
import { addGroup, listGroups } from '../../flows/console-groups.ts';
import type { ConsoleHandlers } from './call.ts';

type DeviceCalls = 'devices' | 'device' | 'addDevice' | 'updateDevice' | 'renewDeviceSecret' | 'groups' | 'addGroup';

export const deviceHandlers: Pick<ConsoleHandlers, DeviceCalls> = {
  devices: ({ tenant }, query) => listDevices(tenant, query),
  device: ({ tenant }, { id }) => deviceDetail(tenant, id),
  addDevice: ({ tenant, person }, draft) => addDevice(tenant, draft, person.user.userName),
  updateDevice: ({ tenant, person }, { id, ...changes }) => updateDevice(tenant, id, changes, person.user.userName),
  renewDeviceSecret: ({ tenant, person }, { id }) => renewSecret(tenant, id, person.user.userName),
  groups: ({ tenant }) => ({ groups: listGroups(tenant) }),
  addGroup: ({ tenant, person }, draft) => addGroup(tenant, draft, person.user.userName),
};
