/** Tenants, the people in them and what their role lets them do; credentials of devices. */
import { z } from 'zod';

import { timeZoneSchema } from './time.ts';

export const roles = ['viewer', 'operator', 'technician', 'admin', 'support'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What may be done inside a site. */
export const sitePermissions = [
  'site:read',
  'alarms:write',
  'maintenance:write',
  'devices:write',
  'pins:write',
  'rules:write',
  'people:read',
  'people:write',
  'tokens:write',
  'site:write',
  'audit:read',
] as const;

/** What looks beyond one site: the list of sites and going into them, founding and suspending them, the installation itself. */
export const platformPermissions = ['sites:read', 'sites:write', 'platform:read'] as const;

export const permissions = [...sitePermissions, ...platformPermissions] as const;
export type Permission = (typeof permissions)[number];

/** What each preset may do. A permission a role lacks makes its controls absent, not greyed. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  viewer: ['site:read'],
  operator: ['site:read', 'alarms:write', 'maintenance:write', 'pins:write'],
  technician: ['site:read', 'alarms:write', 'maintenance:write', 'pins:write', 'devices:write', 'rules:write'],
  admin: sitePermissions,
  // Nothing of its own site: what a support person may do in a site is for that site to grant.
  support: ['sites:read'],
};

/** The first tenant of every installation, and that of a user name that names none. */
export const mainTenant = 'main';

/** Roles that somebody may give to people of a tenant: support looks after many sites, so its people belong to the first one. */
export function assignableRoles(tenant: string, by: readonly Permission[]): readonly Role[] {
  const mayGiveSupport = tenant === mainTenant && by.includes('sites:write');
  return roles.filter((role) => role !== 'support' || mayGiveSupport);
}

/** What is left of a person's time in a site that is not their own: whom they come as, and when it ends (ms UTC; null = open). */
export const visitSchema = z.object({ as: z.enum(['platform', 'support']), untilMs: z.number().int().nullable() });
export type Visit = z.infer<typeof visitSchema>;

/** Short name of a tenant: a folder, and what stands before `/` in user names. */
export const tenantIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,31}$/, 'use 2 to 32 small letters, digits and -, beginning with a letter')
  .refine((id) => !/^(management|con|nul|aux|prn|com\d|lpt\d)$/.test(id), { message: 'reserved' });

/** User names: 1 to 64 letters, digits, `.`, `_`, `-`, `@`; `:` and `/` would break basic auth, `device_` and `service_` are taken. */
export const userNameSchema = z
  .string()
  .regex(/^[\p{L}\p{N}._@-]{1,64}$/u, 'use letters, digits and . _ - @')
  .refine((name) => !/^(device|service)_/i.test(name), { message: 'device_ and service_ are kept for devices and programs' });

/** 8 to 256 characters; administrators need 15 (checked where the role is known). No composition rules. */
export const passwordSchema = z.string().min(8).max(256);
export const adminPasswordLength = 15;

export const personSchema = z.object({
  userName: z.string(),
  role: roleSchema,
  disabled: z.boolean(),
  platformAdministrator: z.boolean(),
  /** Sessions open now, and the last time this person did anything (ms UTC), or null. */
  sessions: z.number().int(),
  lastActiveMs: z.number().int().nullable(),
});
export type Person = z.infer<typeof personSchema>;

export const siteSchema = z.object({
  tenant: z.string(),
  name: z.string().trim().min(1).max(80),
  timeZone: timeZoneSchema,
});
export type Site = z.infer<typeof siteSchema>;

/** A signed-in person's session as the console sees it. Times are ms UTC. */
export const sessionSchema = z.object({
  /** The site this session is in. */
  tenant: z.string(),
  /** The site the person belongs to. */
  home: z.string(),
  /** In another site than one's own: who one is there; else null. */
  visit: visitSchema.nullable(),
  /** `anna` at home, `main/anna` elsewhere: the name that what they do is recorded under. */
  userName: z.string(),
  role: roleSchema,
  permissions: z.array(z.enum(permissions)),
  idleEndsMs: z.number().int(),
  absoluteEndMs: z.number().int(),
  /** Administration needs the password again after this moment. */
  stepUpEndsMs: z.number().int(),
});
export type Session = z.infer<typeof sessionSchema>;
