/** Application tokens: how programs use the device listener. Each says what it may do, where, and for how long. */
import { z } from 'zod';

/** What a token may do. `:read` looks, `:write` creates, changes and deletes; neither includes the other. */
export const tokenPermissions = [
  'inventory:read',
  'inventory:write',
  'measurements:read',
  'measurements:write',
  'events:read',
  'events:write',
  'alarms:read',
  'alarms:write',
  'operations:read',
  'operations:write',
  'registration:write',
  'people:read',
  'options:read',
  'options:write',
  'audit:read',
  'audit:write',
] as const;
export type TokenPermission = (typeof tokenPermissions)[number];
export const tokenPermissionSchema = z.enum(tokenPermissions);

/** Names of tokens; `service_<name>` is the user name of whoever holds one. */
export const tokenNameSchema = z.string().regex(/^[\p{L}\p{N}._-]{1,50}$/u, 'use letters, digits and . _ -');

/** Most that one token may be confined to; each is looked at with every request. */
export const maxTokenObjects = 50;
const objectId = z.string().regex(/^\d{1,15}$/);

export const tokenDraftSchema = z.object({
  name: tokenNameSchema,
  permissions: z.array(tokenPermissionSchema).min(1).max(tokenPermissions.length),
  /** Ids of the devices and groups it is confined to, with all that is below them; null = the whole site. */
  objectIds: z.array(objectId).min(1).max(maxTokenObjects).nullable(),
  /** ms UTC; null = it does not expire by itself. */
  expiresMs: z.number().int().positive().nullable(),
  /** Requests a second; null = as any device. */
  ratePerSecond: z.number().min(0.1).max(10_000).nullable(),
});
export type TokenDraft = z.infer<typeof tokenDraftSchema>;

export const tokenStates = ['live', 'expired', 'revoked'] as const;

/** A token as the console lists it; its secret is nowhere. Times are ms UTC. */
export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  userName: z.string(),
  permissions: z.array(tokenPermissionSchema),
  /** Null = the whole site. A name is null when the object is gone. */
  objects: z.array(z.object({ id: z.string(), name: z.string().nullable() })).nullable(),
  state: z.enum(tokenStates),
  createdMs: z.number().int(),
  createdBy: z.string(),
  expiresMs: z.number().int().nullable(),
  revokedMs: z.number().int().nullable(),
  ratePerSecond: z.number().nullable(),
  /** The last request with it, to the minute, and the address it came from. */
  usedMs: z.number().int().nullable(),
  usedAddress: z.string().nullable(),
});
export type Token = z.infer<typeof tokenSchema>;
