/** The demo site. */
import { demoSite, makeDemoSite, removeDemoSite } from '../../flows/demo-site.ts';
import type { ConsoleHandlers } from './call.ts';

export const demoHandlers: Pick<ConsoleHandlers, 'demoSite' | 'makeDemoSite' | 'removeDemoSite'> = {
  demoSite: ({ tenant }) => demoSite(tenant),
  makeDemoSite: ({ tenant, person }) => makeDemoSite(tenant, person.user.userName),
  removeDemoSite: ({ tenant, person }) => removeDemoSite(tenant, person.user.userName),
};
