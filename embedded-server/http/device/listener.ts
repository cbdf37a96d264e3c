/**
 * The device listener: the Cumulocity-compatible REST API. It knows HTTP and nothing of what the routes do.
 * Cookies are never read here; a device secret or a token is the only key.
 */
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';

import { ExpectedError } from '#contract/errors.ts';

import type { Config } from '../../config.ts';
import type { Clock } from '../../clock.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { TrafficMeter } from '../../traffic/traffic-meter.ts';
import { listen } from '../listen.ts';
import { applyConnectionLimits, assertOneHost, commonServerOptions } from '../server-options.ts';
import { CallContext } from './call-context.ts';
import { callRoute } from './dispatch.ts';
import { errorReply } from './error-reply.ts';
import { ExpressLane } from './express-lane.ts';
import { callPublicRoute } from './public-call.ts';
import { RateLimits } from './rate-limits.ts';
import { addRealtimeSockets } from './realtime/realtime-sockets.ts';
import { Refusals } from './refusals.ts';
import type { DeviceRoute, InstallationParts } from './route.ts';
import { allDeviceRoutes, publicDeviceRoutes } from './routes.ts';

/** What the listener needs of the rest. */
export interface DeviceListenerParts {
  config: Config;
  clock: Clock;
  installation: InstallationParts;
  tenant(id: string): OpenTenant | undefined;
  traffic: TrafficMeter;
  authenticate: CallContext['authenticate'];
  deviceOf: CallContext['deviceOf'];
  grantToken: CallContext['grantToken'];
}

export interface RunningListener {
  /** `http://host:port` with the port that was got. */
  url: string;
  close(): Promise<void>;
}

// A POST with X-HTTP-METHOD is the method it names (https://cumulocity.com/api/core/); it must be so before routing.
function emulateMethod(request: IncomingMessage): string {
  const named = request.headers['x-http-method'];
  if (request.method === 'POST' && typeof named === 'string' && /^(PUT|DELETE|GET)$/i.test(named)) {
    request.method = named.toUpperCase();
  }
  return request.url ?? '/';
}

function createServer(): FastifyInstance {
  const server = Fastify({
    ...commonServerOptions(),
    frameworkErrors: (error, request, reply) => void sendError(request, reply, error, 'undefined'),
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 2000 },
    rewriteUrl: emulateMethod,
  });
  applyConnectionLimits(server);
  // Bodies arrive as bytes: depth and encoding are checked before anything is parsed.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  return server;
}

function sendError(request: FastifyRequest, reply: FastifyReply, error: unknown, resource: string): FastifyReply {
  const { status, headers, text } = errorReply(request.raw, error, resource);
  return reply.code(status).headers(headers).send(text);
}

/** First half of the wire's `error` for an address; nothing of what a stranger wrote. */
function resourceOf(routes: readonly DeviceRoute[], path: string): string {
  const [, first] = path.split('/');
  return routes.find((route) => route.path.split('/')[1] === first)?.resource ?? 'undefined';
}

/** Whether some route has this path with another method. */
function otherMethodExists(routes: readonly DeviceRoute[], path: string): boolean {
  const clean = path.replace(/\/+/g, '/').replace(/\/$/, '');
  return routes.some((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(clean));
}

function answerUnknown(server: FastifyInstance, routes: readonly DeviceRoute[], refusals: Refusals): void {
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const error = otherMethodExists(routes, path)
      ? new ExpectedError('method-not-allowed', `${request.method} is not possible here`)
      : new ExpectedError('not-found', 'There is nothing at this address');
    if (request.headers.authorization) refusals.refused(request, error);
    return sendError(request, reply, error, resourceOf(routes, path));
  });
}

function addRoutes(server: FastifyInstance, routes: readonly DeviceRoute[], context: CallContext, refusals: Refusals): void {
  for (const route of routes) {
    server.route({
      method: route.method,
      url: route.path,
      config: { resource: route.resource },
      ...(route.maxBodyBytes !== undefined && { bodyLimit: route.maxBodyBytes }),
      onRequest: async (request) => context.admit(route, request),
      handler: async (request, reply) => {
        const answered = await callRoute(route, request, reply, context);
        refusals.taken(request);
        return answered;
      },
      errorHandler: (error, request, reply) => {
        refusals.refused(request, error);
        void sendError(request, reply, error, route.resource);
      },
    });
  }
}

/** Routes whose bodies are files: what arrives is handed on as it comes, in parts if it has any. */
async function addStreamRoutes(server: FastifyInstance, routes: readonly DeviceRoute[], context: CallContext, refusals: Refusals): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart);
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    addRoutes(scope, routes, context, refusals);
  });
}

function addPublicRoutes(server: FastifyInstance, context: CallContext): void {
  for (const route of publicDeviceRoutes) {
    server.route({
      method: route.method,
      url: route.path,
      config: { resource: route.resource },
      handler: (request, reply) => callPublicRoute(route, request, reply, context),
      errorHandler: (error, request, reply) => void sendError(request, reply, error, route.resource),
    });
  }
}

/** Start the listener. @returns once it accepts requests. */
export async function startDeviceListener(parts: DeviceListenerParts): Promise<RunningListener> {
  const { config } = parts;
  const server = createServer();
  const routes = allDeviceRoutes;
  const refusals = new Refusals(parts);
  const context = new CallContext(parts, new RateLimits(() => parts.clock.monotonic()), () => ownUrl);
  server.addHook('onRequest', async (request) => assertOneHost(request.raw));
  server.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store');
  });
  server.setErrorHandler((error, request, reply) => void sendError(request, reply, error, 'undefined'));
  answerUnknown(server, routes, refusals);
  addRoutes(server, routes.filter((route) => route.takes !== 'stream'), context, refusals);
  const lane = new ExpressLane(context, refusals);
  lane.open(server.server);
  await addStreamRoutes(server, routes.filter((route) => route.takes === 'stream'), context, refusals);
  await addRealtimeSockets(server, context);
  addPublicRoutes(server, context);
  let ownUrl = '';
  ownUrl = await listen(server, config.values['deviceListener.host'], config.values['deviceListener.port']);
  return {
    url: ownUrl,
    async close() {
      lane.close();
      refusals.close();
      await server.close();
    },
  };
}
