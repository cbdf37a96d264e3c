/** `GET /api/feed?since=<id>` as a WebSocket: for whoever is signed in, from the console's own pages. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { ExpectedError } from '#contract/errors.ts';

import type { Feed } from '../../feed/feed.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { SignedIn } from '../../tenants/sign-in.ts';
import { parseInput } from '../parse-input.ts';
import { callerRate, type DispatchParts } from './dispatch.ts';
import type { FeedSockets } from './feed-sockets.ts';
import { sessionIdOf } from './session-cookie.ts';

const querySchema = z.object({ since: z.string().max(100).optional() });

/** Which feed somebody follows; undefined when their tenant serves nobody. */
export type FeedOf = (person: SignedIn) => Feed | undefined;

/**
 * Who may look into a site follows its feed; who may not, a quiet one, which only tells that the core is there and
 * when the session ends.
 */
export function feedOf(tenant: (id: string) => OpenTenant | undefined, quiet: Feed): FeedOf {
  return ({ permissions, session }) => (permissions.includes('site:read') ? tenant(session.tenant)?.feed : quiet);
}

type FeedParts = Pick<DispatchParts, 'personOf' | 'limits'> & { feedOf: FeedOf };

function admit(request: FastifyRequest, parts: FeedParts): { person: SignedIn; feed: Feed } {
  const person = parts.personOf(sessionIdOf(request));
  const feed = person && parts.feedOf(person);
  if (!person || !feed) throw new ExpectedError('unauthorized', 'Sign in first');
  return { person, feed };
}

/** The origin was checked before, as for everything under /api. */
export function addFeed(server: FastifyInstance, sockets: FeedSockets, parts: FeedParts): void {
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
      const { person, feed } = admit(request, parts);
      const { since } = parseInput(querySchema, request.query);
      sockets.open(socket, person.session, feed, since ?? null);
    },
  });
}
