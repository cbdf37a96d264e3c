/**
 * The cookie of an unattended display, apart from that of people's sessions: a display's opens the wall alone, and neither stands
 * for the other. It outlives the browser, for a display comes back by itself after a power cut; the core ends what it stands for.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

const cookieName = '__Host-display';
const longestSeconds = 400 * 24 * 3_600;
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'strict', maxAge: longestSeconds } as const;

export interface DisplayCookie {
  set(sessionId: string): void;
}

export function displaySessionOf(request: FastifyRequest): string | undefined {
  return request.cookies[cookieName];
}

export function displayCookieOf(reply: FastifyReply): DisplayCookie {
  return { set: (sessionId) => void reply.setCookie(cookieName, sessionId, attributes) };
}
