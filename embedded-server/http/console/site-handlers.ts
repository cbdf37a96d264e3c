/** The site: its numbers, its name and zone, its pinned values. */
import { listPins, setPins, updateSite } from '../../flows/site-changes.ts';
import { siteSummary } from '../../flows/site-summary.ts';
import { whatNext } from '../../flows/what-next.ts';
import type { ConsoleHandlers } from './call.ts';

export const siteHandlers: Pick<ConsoleHandlers, 'summary' | 'next' | 'updateSite' | 'pins' | 'setPins'> = {
  summary: ({ tenant }) => siteSummary(tenant),
  next: ({ tenant }) => whatNext(tenant),
  updateSite: ({ tenant, person }, site) => updateSite(tenant, site, person.user.userName),
  pins: ({ tenant }) => ({ seriesIds: listPins(tenant) }),
  setPins: async ({ tenant }, { seriesIds }) => ({ seriesIds: await setPins(tenant, seriesIds) }),
};
