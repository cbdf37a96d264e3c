/** Devices and the groups they are in. */
import { z } from 'zod';

import { consoleAlarmSchema } from '../alarms.ts';
import { endpoint, idParam, limit } from '../endpoint.ts';
import { consoleDeviceSchema, consoleGroupSchema, deviceLifeSchema } from '../managed-objects.ts';
import { consoleSeriesSchema } from '../measurements.ts';

/** A device credential, shown once. */
export const deviceSecretSchema = z.object({
  tenant: z.string(),
  userName: z.string(),
  secret: z.string(),
});
export type DeviceSecret = z.infer<typeof deviceSecretSchema>;

export const deviceCalls = {
  /** By name; `after` is the `cursor` of the page before. `search` looks in name, type, group and external ids. */
  devices: endpoint('GET', '/api/devices', {
    access: 'site:read',
    query: z.object({
      search: z.string().max(100).optional(),
      groupId: z.string().optional(),
      contact: z.enum(['silent']).optional(),
      maintenance: z.stringbool().or(z.boolean()).optional(),
      after: z.string().max(300).optional(),
      limit,
    }),
    reply: z.object({ devices: z.array(consoleDeviceSchema), total: z.number().int(), cursor: z.string().nullable() }),
  }),
  device: endpoint('GET', '/api/devices/:id', {
    access: 'site:read',
    params: idParam,
    reply: consoleDeviceSchema.extend({
      externalIds: z.array(z.object({ type: z.string(), externalId: z.string() })),
      series: z.array(consoleSeriesSchema),
      alarms: z.array(consoleAlarmSchema),
      life: deviceLifeSchema,
      /** The inventory's own fragments, for Advanced. */
      fragments: z.record(z.string(), z.unknown()),
    }),
  }),
  /** Creates the device and its credential; the secret is in this reply and nowhere else. */
  addDevice: endpoint('POST', '/api/devices', {
    access: 'devices:write',
    body: z.object({
      name: z.string().trim().min(1).max(120),
      type: z.string().trim().max(120).optional(),
      groupId: z.string().nullable().optional(),
    }),
    reply: z.object({ device: consoleDeviceSchema, secret: deviceSecretSchema }),
  }),
  updateDevice: endpoint('PUT', '/api/devices/:id', {
    access: 'devices:write',
    params: idParam,
    body: z.object({
      name: z.string().trim().min(1).max(120).optional(),
      type: z.string().trim().max(120).nullable().optional(),
      groupId: z.string().nullable().optional(),
    }),
    reply: consoleDeviceSchema,
  }),
  /** A fresh secret; the old one stops working at once. */
  renewDeviceSecret: endpoint('POST', '/api/devices/:id/secret', {
    access: 'devices:write',
    params: idParam,
    reply: deviceSecretSchema,
  }),
  groups: endpoint('GET', '/api/groups', { access: 'site:read', reply: z.object({ groups: z.array(consoleGroupSchema) }) }),
  addGroup: endpoint('POST', '/api/groups', {
    access: 'devices:write',
    body: z.object({ name: z.string().trim().min(1).max(120), parentId: z.string().nullable().optional() }),
    reply: consoleGroupSchema,
  }),
};
