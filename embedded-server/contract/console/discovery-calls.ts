/** What answers on the local network: looked for only where the operator opened the device port to it. */
import { z } from 'zod';

import { endpoint } from '../endpoint.ts';

export const foundDeviceSchema = z.object({
  address: z.string(),
  /** What it calls itself; empty when it does not. A stranger's text. */
  name: z.string(),
  /** What it says it is, such as `http`, `mqtt` or `Basic`. Strangers' texts. */
  kinds: z.array(z.string()),
  /** Last answer, ms UTC. */
  heardMs: z.number().int(),
});
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

export const discoveryCalls = {
  /** Asking looks: for two minutes after the last call the network is listened to. */
  foundDevices: endpoint('GET', '/api/found', {
    access: 'devices:write',
    reply: z.object({
      /** `closed`: the device port is for this computer only. `failed`: the network cannot be listened to. */
      state: z.enum(['closed', 'looking', 'failed']),
      devices: z.array(foundDeviceSchema),
    }),
  }),
};
