/** Filters of devices that a person saved: each has their own, and only they see them. */
import { z } from 'zod';

import { endpoint, idParam } from '../endpoint.ts';
import { queryDraftSchema, savedQuerySchema } from '../saved-queries.ts';

const filters = z.object({ filters: z.array(savedQuerySchema) });

export const deviceFilterCalls = {
  deviceFilters: endpoint('GET', '/api/devices/filters', { access: 'site:read', reply: filters }),
  saveDeviceFilter: endpoint('POST', '/api/devices/filters', { access: 'site:read', body: queryDraftSchema, reply: savedQuerySchema }),
  changeDeviceFilter: endpoint('PUT', '/api/devices/filters/:id', {
    access: 'site:read',
    params: idParam,
    body: queryDraftSchema,
    reply: savedQuerySchema,
  }),
  deleteDeviceFilter: endpoint('DELETE', '/api/devices/filters/:id', { access: 'site:read', params: idParam, reply: filters }),
};
