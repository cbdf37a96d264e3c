/** The demo site: simulated devices to look around with, made with one click and taken away with one. */
import { z } from 'zod';

import { endpoint } from '../endpoint.ts';

export const demoStates = ['none', 'making', 'running', 'removing'] as const;

export const demoSiteSchema = z.object({
  state: z.enum(demoStates),
  /** How many devices it has. */
  devices: z.number().int(),
  /** While it is made: 0 to 1. */
  progress: z.number().min(0).max(1),
  /** The group that holds all of it; null while there is none. */
  groupId: z.string().nullable(),
});
export type DemoSite = z.infer<typeof demoSiteSchema>;

export const demoCalls = {
  demoSite: endpoint('GET', '/api/demo', { access: 'site:read', reply: demoSiteSchema }),
  /** Begin making it; how far it is stands in `demoSite`. 409 when there is one. */
  makeDemoSite: endpoint('POST', '/api/demo', { access: 'devices:write', reply: demoSiteSchema }),
  /** Begin taking it away with everything of it. 409 when there is none. */
  removeDemoSite: endpoint('DELETE', '/api/demo', { access: 'devices:write', reply: demoSiteSchema }),
};
