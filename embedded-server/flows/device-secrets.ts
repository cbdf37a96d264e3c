/** Secrets of devices, given out once. Units, to run inside a write. */
import type { DeviceSecret } from '#contract/console/device-calls.ts';

import { first, type Unit } from '../db/unit.ts';
import { credentialNames, findDeviceCredential } from '../tenants/device-credential-store.ts';
import { newDeviceCredential } from '../tenants/device-credentials.ts';
import type { OpenTenant } from './open-tenant.ts';

/** `device_<id>`, or the next free name after it: a device may have been registered by that serial number. */
function* freeUserName(deviceId: number): Unit<string> {
  const plain = `device_${deviceId}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? plain : `${plain}-${number}`;
    if (!(yield* first(findDeviceCredential(name)))) return name;
  }
}

/** Give a device a fresh secret for the user name it has, or a user name too. The old secret stops working. */
export function* giveSecret(tenant: OpenTenant, deviceId: number): Unit<DeviceSecret> {
  const known = yield* first(credentialNames([deviceId]));
  const userName = known?.user_name ?? (yield* freeUserName(deviceId));
  const made = yield* newDeviceCredential(userName, deviceId, tenant.clock.now());
  return { tenant: tenant.id, ...made };
}
