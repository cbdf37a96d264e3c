/** The console listener: the built console, its API, the live feed. */
import fastifyCookie from '@fastify/cookie';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { ExpectedError } from '#contract/errors.ts';

import type { Clock } from '../../clock.ts';
import { displayOfSession } from '../../flows/displays.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import { lockedPerson } from '../../tenants/locked.ts';
import type { Locks } from '../../tenants/locks.ts';
import { signedIn, type SignInParts } from '../../tenants/sign-in.ts';
import type { Sessions } from '../../tenants/sessions.ts';
import { RateLimits } from '../device/rate-limits.ts';
import { consoleErrorAnswer } from '../error-mapping.ts';
import { parseJson } from '../limits.ts';
import { listen } from '../listen.ts';
import { applyConnectionLimits, assertOneHost, commonServerOptions, errorHeaders } from '../server-options.ts';
import type { ConsoleHandlers } from './call.ts';
import { addCalls, type DispatchParts } from './dispatch.ts';
import type { FeedSockets } from './feed-sockets.ts';
import { addFeed, type FeedOf } from './feed-route.ts';
import { addJobFiles } from './job-file-route.ts';
import { addUploads } from './upload-route.ts';
import { assertOwnHost, assertOwnOrigin, ownHosts, type RequestOrigin } from './origin.ts';
import { bareContentPolicy, commonHeaders } from './security-headers.ts';
import { isPagePath, sendPage, serveStaticFiles } from './static-files.ts';

/** What the listener needs of the rest. */
export interface ConsoleListenerParts {
  host: string;
  /** 0 means any free one. */
  port: number;
  /** Names, besides the loopback ones, by which browsers may call it. */
  names: readonly string[];
  /** The built console. */
  staticFolder: string;
  /** Whether callers are held to a rate. */
  limitsEnabled: boolean;
  clock: Clock;
  sessions: Sessions;
  locks: Locks;
  signIn: SignInParts;
  tenant(id: string): OpenTenant | undefined;
  feedOf: FeedOf;
  sockets: FeedSockets;
  handlers: ConsoleHandlers;
}

export interface RunningListener {
  /** `http://host:port` with the port that was got. */
  url: string;
  close(): Promise<void>;
}

function originOf(request: FastifyRequest): RequestOrigin {
  const { host, origin, upgrade } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  return {
    method: request.method,
    host,
    origin,
    fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
    isUpgrade: upgrade !== undefined,
  };
}

function isApi(request: FastifyRequest): boolean {
  return /^\/api(\/|\?|$)/.test(request.url);
}

async function readJson(request: FastifyRequest, body: Buffer): Promise<unknown> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new ExpectedError('unsupported-media-type', 'Compressed bodies are not accepted');
  return body.length === 0 ? undefined : parseJson(body);
}

/** Only JSON is read: a form or a plain text, which any page may send anywhere, gets 415. */
function readJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, readJson);
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  const answer = consoleErrorAnswer(error);
  return reply.code(answer.status).headers({ ...errorHeaders, ...answer.headers }).type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
}

function addHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(commonHeaders).header('content-security-policy', bareContentPolicy);
    if (isApi(request)) reply.header('cache-control', 'no-store');
  });
}

function guard(server: FastifyInstance, hosts: () => ReadonlySet<string>): void {
  server.addHook('onRequest', async (request) => {
    assertOneHost(request.raw);
    const origin = originOf(request);
    assertOwnHost(origin, hosts());
    if (isApi(request)) assertOwnOrigin(origin);
  });
}

function answerUnknown(server: FastifyInstance, folder: string): void {
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (request.method === 'GET' && isPagePath(path)) return sendPage(folder, request, reply);
    return sendError(reply, new ExpectedError('not-found', 'There is nothing at this address'));
  });
}

function dispatchParts({ clock, limitsEnabled, sessions, locks, signIn, tenant }: ConsoleListenerParts): DispatchParts {
  return {
    tenant,
    personOf: (sessionId) => signedIn(signIn, sessions, sessionId),
    displayOf: (sessionId) => displayOfSession((id) => (signIn.isSuspended(id) ? undefined : tenant(id)), sessionId),
    lockOf: (sessionId) => lockedPerson(signIn, locks, sessionId),
    isSteppedUp: (person) => sessions.isSteppedUp(person.session),
    limits: limitsEnabled ? new RateLimits(() => clock.monotonic()) : undefined,
  };
}

function createServer(): FastifyInstance {
  const server = Fastify({
    ...commonServerOptions(),
    frameworkErrors: (error, _request, reply) => void sendError(reply, error),
    routerOptions: { maxParamLength: 300 },
  });
  applyConnectionLimits(server);
  readJsonOnly(server);
  server.setErrorHandler((error, _request, reply) => sendError(reply, error));
  return server;
}

/** Start the listener. @returns once it accepts requests. */
export async function startConsoleListener(parts: ConsoleListenerParts): Promise<RunningListener> {
  const server = createServer();
  const { sockets } = parts;
  const dispatch = dispatchParts(parts);
  let hosts: ReadonlySet<string> = new Set();
  // First, because it marks the requests whose socket must be destroyed after an answer: those that asked for an upgrade.
  await server.register(fastifyWebsocket, { options: { maxPayload: 1024 } });
  await server.register(fastifyCookie);
  addHeaders(server);
  guard(server, () => hosts);
  addCalls(server, parts.handlers, dispatch);
  addFeed(server, sockets, { ...dispatch, feedOf: parts.feedOf });
  addJobFiles(server, dispatch);
  await addUploads(server, dispatch);
  await serveStaticFiles(server, parts.staticFolder);
  answerUnknown(server, parts.staticFolder);
  const url = await listen(server, parts.host, parts.port);
  hosts = ownHosts(Number(new URL(url).port || 80), parts.names);
  return {
    url,
    async close() {
      sockets.close();
      await server.close();
    },
  };
}
