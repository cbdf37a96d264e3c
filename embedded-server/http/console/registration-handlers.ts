/** Devices that register themselves. */
import { acceptRegistration, announceDevices, listRegistrations, refuseRegistration } from '../../flows/console-registrations.ts';
import type { ConsoleHandlers } from './call.ts';

type RegistrationCalls = 'registrations' | 'announceDevices' | 'acceptRegistration' | 'refuseRegistration';

export const registrationHandlers: Pick<ConsoleHandlers, RegistrationCalls> = {
  registrations: ({ tenant }) => listRegistrations(tenant),
  announceDevices: ({ tenant, person }, { ids, securityToken = null }) => announceDevices(tenant, ids, securityToken, person.user.userName),
  acceptRegistration: async ({ tenant, person }, { id, securityToken = null }) => {
    await acceptRegistration(tenant, id, securityToken, person.user.userName);
    return { ok: true };
  },
  refuseRegistration: async ({ tenant, person }, { id }) => {
    await refuseRegistration(tenant, id, person.user.userName);
    return { ok: true };
  },
};
