/** Application tokens: made, listed, revoked. */
import { z } from 'zod';

import { endpoint, idParam } from '../endpoint.ts';
import { tokenDraftSchema, tokenSchema } from '../tokens.ts';

export const tokenCalls = {
  /** Newest first, ended ones too. `applications`: whether the device listener takes any. */
  tokens: endpoint('GET', '/api/tokens', {
    access: 'tokens:write',
    reply: z.object({ tokens: z.array(tokenSchema), applications: z.boolean() }),
  }),
  /** The secret is in this reply and nowhere else. */
  addToken: endpoint('POST', '/api/tokens', {
    access: 'tokens:write',
    stepUp: true,
    body: tokenDraftSchema,
    reply: z.object({ token: tokenSchema, secret: z.string() }),
  }),
  /** From the next request on. No step-up: a token that leaked must end at once. */
  revokeToken: endpoint('DELETE', '/api/tokens/:id', { access: 'tokens:write', params: idParam, reply: tokenSchema }),
  /** Take a revocation of the last ten minutes back. */
  restoreToken: endpoint('POST', '/api/tokens/:id/restored', {
    access: 'tokens:write',
    stepUp: true,
    params: idParam,
    reply: tokenSchema,
  }),
};
