/**
 * The cookie of a session. Its `__Host-` name makes browsers hold it to this host, to secure origins (which
 * loopback addresses are, without TLS) and to the whole path; no script can read it, no foreign page sends it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { SessionCookie } from './call.ts';

const cookieName = '__Host-sid';
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

export function sessionIdOf(request: FastifyRequest): string | undefined {
  return request.cookies[cookieName];
}

/** Sets and clears it on a reply. It has no expiry: it goes with the browser, and the core ends sessions. */
export function sessionCookieOf(reply: FastifyReply): SessionCookie {
  return {
    set: (sessionId) => void reply.setCookie(cookieName, sessionId, attributes),
    clear: () => void reply.clearCookie(cookieName, attributes),
  };
}
