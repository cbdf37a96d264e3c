/** Tenants, the people in them and what their role lets them do; credentials of devices. */
import { z } from 'zod';

import { timeZoneSchema } from './time.ts';

export const roles = ['viewer', 'operator', 'technician', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const permissions = [
  'site:read',
  'alarms:write',
  'devices:write',
  'pins:write',
  'rules:write',
  'people:read',
  'people:write',
  'site:write',
] as const;
export type Permission = (typeof permissions)[number];

/** What each preset may do. A permission a role lacks makes its controls absent, not greyed. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  viewer: ['site:read'],
  operator: ['site:read', 'alarms:write', 'pins:write'],
  technician: ['site:read', 'alarms:write', 'pins:write', 'devices:write', 'rules:write'],
  admin: permissions,
};

/** User names: 1 to 64 letters, digits, `.`, `_`, `-`, `@`; `:` and `/` would break basic auth, `device_` is taken. */
export const userNameSchema = z
  .string()
  .regex(/^[\p{L}\p{N}._@-]{1,64}$/u, 'use letters, digits and . _ - @')
  .refine((name) => !name.toLowerCase().startsWith('device_'), { message: 'device_ is kept for devices' });

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
  tenant: z.string(),
  userName: z.string(),
  role: roleSchema,
  permissions: z.array(z.enum(permissions)),
  idleEndsMs: z.number().int(),
  absoluteEndMs: z.number().int(),
  /** Administration needs the password again after this moment. */
  stepUpEndsMs: z.number().int(),
});
export type Session = z.infer<typeof sessionSchema>;
