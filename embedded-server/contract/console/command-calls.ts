/** Commands to devices. */
import { z } from 'zod';

import { endpoint, idParam } from '../endpoint.ts';
import { consoleCommandSchema } from '../operations.ts';

export const commandCalls = {
  /** The newest first. */
  commands: endpoint('GET', '/api/devices/:id/commands', {
    access: 'site:read',
    params: idParam,
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(20) }),
    reply: z.object({ commands: z.array(consoleCommandSchema), total: z.number().int() }),
  }),
  sendCommand: endpoint('POST', '/api/devices/:id/commands', {
    access: 'devices:write',
    params: idParam,
    body: z.object({
      /** Fragments, one of which says what to do. */
      fragments: z.record(z.string(), z.unknown()),
      description: z.string().trim().max(1000).optional(),
      /** To be taken by then, ms UTC; left out = whenever the device comes. */
      expiresMs: z.number().int().optional(),
    }),
    reply: consoleCommandSchema,
  }),
  /** Takes back what no device has taken yet. */
  cancelCommand: endpoint('POST', '/api/commands/:id/cancel', {
    access: 'devices:write',
    params: idParam,
    reply: consoleCommandSchema,
  }),
};
