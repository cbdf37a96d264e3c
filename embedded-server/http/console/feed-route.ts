/** `GET /api/feed?since=<id>` as a WebSocket: for whoever is signed in, from the console's own pages. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { ExpectedError } from '#contract/errors.ts';

import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { SignedIn } from '../../tenants/sign-in.ts';
import { parseInput } from '../parse-input.ts';
import { callerRate, type DispatchParts } from './dispatch.ts';
import type { FeedSockets } from './feed-sockets.ts';
import { sessionIdOf } from './session-cookie.ts';

const querySchema = z.object({ since: z.string().max(100).optional() });

function admit(request: FastifyRequest, parts: DispatchParts): { person: SignedIn; tenant: OpenTenant } {
  const person = parts.personOf(sessionIdOf(request));
  const tenant = person && parts.tenant(person.session.tenant);
  if (!person || !tenant) throw new ExpectedError('unauthorized', 'Sign in first');
  if (!person.permissions.includes('site:read')) throw new ExpectedError('forbidden', 'Your role does not include this');
  return { person, tenant };
}

/** The origin was checked before, as for everything under /api. */
export function addFeed(server: FastifyInstance, sockets: FeedSockets, parts: DispatchParts): void {
  server.route({
    method: 'GET',
    url: '/api/feed',
    // Refused before the upgrade, so that the client gets a status and not a socket.
    preValidation: async (request) => {
      const { person } = admit(request, parts);
      parts.limits?.take(person.session.key, callerRate);
      parseInput(querySchema, request.query);
    },
    handler: () => {
      throw new ExpectedError('malformed', 'The feed is a WebSocket');
    },
    wsHandler: (socket, request) => {
      const { person, tenant } = admit(request, parts);
      const { since } = parseInput(querySchema, request.query);
      sockets.open(socket, person.session, tenant, since ?? null);
    },
  });
}
