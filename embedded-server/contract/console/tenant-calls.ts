/** The sites of an installation: their list, founding and suspending one, going into one; and what a site grants to support. */
import { z } from 'zod';

import { done, endpoint } from '../endpoint.ts';
import { passwordSchema, sessionSchema, siteSchema, tenantIdSchema, userNameSchema } from '../tenants.ts';
import { timeZoneSchema } from '../time.ts';
import { siteSummarySchema } from './site-calls.ts';

/** What support may do in a site besides reading alarms, devices and values. */
export const supportScopeSchema = z.object({
  /** Acknowledge, command, change devices. */
  command: z.boolean(),
  /** See who the people of the site are. */
  people: z.boolean(),
});

/** How a site stands to support. Times are ms UTC. */
export const supportAccessSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-asked') }),
  z.object({ state: z.literal('asked'), by: z.string(), askedMs: z.number().int(), reason: z.string() }),
  z.object({ state: z.literal('refused'), by: z.string(), refusedMs: z.number().int() }),
  z.object({
    state: z.literal('granted'),
    by: z.string(),
    grantedMs: z.number().int(),
    /** Null until the site ends it. */
    untilMs: z.number().int().nullable(),
    scope: supportScopeSchema,
  }),
]);
export type SupportAccess = z.infer<typeof supportAccessSchema>;

export const listedSiteSchema = z.object({
  tenant: z.string(),
  name: z.string(),
  timeZone: z.string(),
  createdMs: z.number().int(),
  /** Since when it is suspended; null while it serves. */
  suspendedMs: z.number().int().nullable(),
  summary: siteSummarySchema,
  /** Newest arrival of anything, ms UTC; null when nothing ever came. */
  lastContactMs: z.number().int().nullable(),
  /** Size of its folder. */
  storageBytes: z.number().int(),
  /** People of the site who are in now. */
  peopleIn: z.number().int(),
  support: supportAccessSchema,
  /** Whether the asker may go in now. */
  mayEnter: z.boolean(),
  /** The worst open alarm, for whom may look into the site. */
  worst: z.object({ title: z.string(), acknowledged: z.boolean() }).nullable(),
});
export type ListedSite = z.infer<typeof listedSiteSchema>;

const tenantParam = z.object({ tenant: z.string().min(1).max(64) });

export const tenantCalls = {
  sites: endpoint('GET', '/api/sites', { access: 'sites:read', reply: z.object({ sites: z.array(listedSiteSchema) }) }),
  /** Without an administrator it is for the platform's own to go in and add people. */
  addSite: endpoint('POST', '/api/sites', {
    access: 'sites:write',
    stepUp: true,
    body: z.object({
      tenant: tenantIdSchema,
      name: siteSchema.shape.name,
      timeZone: timeZoneSchema,
      administrator: z.object({ userName: userNameSchema, password: passwordSchema }).nullable(),
    }),
    reply: listedSiteSchema,
  }),
  /** Its devices and people are turned away from now on, its sessions end, its data stay. */
  suspendSite: endpoint('POST', '/api/sites/:tenant/suspension', { access: 'sites:write', stepUp: true, params: tenantParam, reply: listedSiteSchema }),
  resumeSite: endpoint('DELETE', '/api/sites/:tenant/suspension', { access: 'sites:write', stepUp: true, params: tenantParam, reply: listedSiteSchema }),
  /** Go into a site, or with null back to one's own. The session gets a new id. */
  enterSite: endpoint('POST', '/api/session/site', {
    access: 'session',
    body: z.object({ tenant: z.string().min(1).max(64).nullable() }),
    reply: z.object({ session: sessionSchema }),
  }),
  /** Support asks a site to be let in. */
  askForAccess: endpoint('POST', '/api/sites/:tenant/support', {
    access: 'sites:read',
    params: tenantParam,
    body: z.object({ reason: z.string().trim().min(1).max(300) }),
    reply: listedSiteSchema,
  }),

  /** How this site stands to support, and who of support is in now. */
  supportAccess: endpoint('GET', '/api/support', {
    access: 'site:read',
    reply: z.object({ access: supportAccessSchema, inNow: z.array(z.string()) }),
  }),
  grantSupport: endpoint('PUT', '/api/support', {
    access: 'people:write',
    stepUp: true,
    body: z.object({ hours: z.number().int().min(1).max(24 * 31).nullable(), scope: supportScopeSchema }),
    reply: done,
  }),
  /** Ends what was granted, or refuses what was asked for. */
  endSupport: endpoint('DELETE', '/api/support', { access: 'people:write', reply: done }),
};
