/** Timed maintenance of devices and groups, and whether a device's silence is told of. */
import { z } from 'zod';

import { done, endpoint, idParam } from '../endpoint.ts';
import { maintenanceSchema } from '../managed-objects.ts';

/** How long each may say maintenance for, ms. */
export const operatorMaintenanceMs = 24 * 60 * 60_000;
export const longestMaintenanceMs = 30 * 24 * 60 * 60_000;

export const maintenanceCalls = {
  /** Say it of a device or group, or say another end of what is under way there. */
  startMaintenance: endpoint('PUT', '/api/objects/:id/maintenance', {
    access: 'maintenance:write',
    params: idParam,
    body: z.object({ untilMs: z.number().int(), reason: z.string().trim().min(1).max(200) }),
    reply: maintenanceSchema,
  }),
  stopMaintenance: endpoint('DELETE', '/api/objects/:id/maintenance', {
    access: 'maintenance:write',
    params: idParam,
    reply: done,
  }),
  /** `learned`: by how often it usually speaks. `required`: it must be heard from this often. `off`: never. */
  setSupervision: endpoint('PUT', '/api/devices/:id/supervision', {
    access: 'devices:write',
    params: idParam,
    body: z.object({
      mode: z.enum(['learned', 'required', 'off']),
      /** For `required`. */
      minutes: z.number().int().min(1).max(32_767).optional(),
    }),
    reply: done,
  }),
  /** Whether devices nobody said otherwise of are supervised at all. */
  siteSupervision: endpoint('GET', '/api/supervision', { access: 'site:read', reply: z.object({ silenceAlarms: z.boolean() }) }),
  setSiteSupervision: endpoint('PUT', '/api/supervision', {
    access: 'site:write',
    body: z.object({ silenceAlarms: z.boolean() }),
    reply: z.object({ silenceAlarms: z.boolean() }),
  }),
};
