/** The sites of the installation, going into them, and what a site grants to support. */
import { ExpectedError } from '#contract/errors.ts';

import { listedSite, listSites, type SiteParts } from '../../flows/site-list.ts';
import { askForSupportAccess, endSupportAccess, grantSupportAccess, supportAccess } from '../../flows/support.ts';
import { foundTenant, resumeTenant, suspendTenant, type FoundingParts } from '../../flows/tenant-changes.ts';
import { endLapsedVisits, enterTenant, visitorName, visitorsIn, type VisitParts } from '../../flows/visits.ts';
import { sessionView } from '../../tenants/sign-in.ts';
import type { ConsoleHandlers } from './call.ts';

export type TenantHandlerParts = SiteParts & FoundingParts & VisitParts;

type SiteCalls = 'sites' | 'addSite' | 'suspendSite' | 'resumeSite' | 'askForAccess' | 'enterSite';
type SupportCalls = 'supportAccess' | 'grantSupport' | 'endSupport';

function siteCalls(parts: TenantHandlerParts): Pick<ConsoleHandlers, SiteCalls> {
  return {
    sites: async ({ person }) => ({ sites: await listSites(parts, person) }),
    async addSite({ person }, draft) {
      const { id } = await foundTenant(parts, draft, visitorName(person.session));
      return listedSite(parts, id, person);
    },
    async suspendSite({ person }, { tenant }) {
      await suspendTenant(parts, tenant, visitorName(person.session));
      return listedSite(parts, tenant, person);
    },
    async resumeSite({ person }, { tenant }) {
      await resumeTenant(parts, tenant, visitorName(person.session));
      return listedSite(parts, tenant, person);
    },
    async askForAccess({ person }, { tenant: id, reason }) {
      const tenant = parts.tenants.serving(id);
      if (!tenant) throw new ExpectedError('not-found', 'There is no site of that short name');
      await askForSupportAccess(tenant, visitorName(person.session), reason);
      return listedSite(parts, id, person);
    },
    async enterSite({ person, cookie }, { tenant }) {
      const begun = await enterTenant(parts, person, tenant);
      cookie.set(begun.id);
      return { session: sessionView(parts.sessions, begun.person) };
    },
  };
}

function supportCalls(parts: TenantHandlerParts): Pick<ConsoleHandlers, SupportCalls> {
  return {
    supportAccess: ({ tenant }) => ({ access: supportAccess(tenant), inNow: visitorsIn(parts.sessions, tenant) }),
    async grantSupport({ tenant, person }, { hours, scope }) {
      await grantSupportAccess(tenant, person.user.userName, hours, scope);
      return { ok: true };
    },
    async endSupport({ tenant, person }) {
      await endSupportAccess(tenant, person.user.userName);
      await endLapsedVisits(parts);
      return { ok: true };
    },
  };
}

export function tenantHandlers(parts: TenantHandlerParts): Pick<ConsoleHandlers, SiteCalls | SupportCalls> {
  return { ...siteCalls(parts), ...supportCalls(parts) };
}
