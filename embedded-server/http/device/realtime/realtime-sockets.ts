/** The real-time endpoints as WebSockets, beside their long-polling routes. */
import websocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { ExpectedError } from '#contract/errors.ts';

import type { CallContext } from '../call-context.ts';
import type { DeviceRoute } from '../route.ts';
import { listening, realtimePaths } from './realtime-routes.ts';
import { RealtimeSocket } from './realtime-socket.ts';
import type { Endpoint } from './conversation.ts';

const maxMessageBytes = 64 * 1024;
const pingEveryMs = 30_000;
/** A browser cannot send its credential with the upgrade: it has so long to send it in a handshake. */
const mustHandshakeMs = 10_000;
/** Sockets that have not said who they are. */
const maxUnknown = 100;

function routeOf(path: string): DeviceRoute {
  return { ...listening, method: 'GET', path, handle: () => ({ status: 204 }) };
}

class Sockets {
  readonly #context: CallContext;
  readonly #unknown = new Set<RealtimeSocket>();

  constructor(context: CallContext) {
    this.#context = context;
  }

  /** Before the upgrade, so that a client gets a status and not a socket. @throws ExpectedError. */
  async admit(route: DeviceRoute, request: FastifyRequest): Promise<void> {
    if (request.headers.authorization !== undefined) await this.#context.admit(route, request);
    else if (this.#unknown.size >= maxUnknown) throw new ExpectedError('unavailable', 'Too many sockets have not said who they are', { retryAfterSeconds: 10 });
  }

  open(route: DeviceRoute, endpoint: Endpoint, socket: WebSocket, request: FastifyRequest): void {
    const context = this.#context;
    const around = {
      endpoint,
      baseUrl: context.baseUrlOf(request),
      enter: (authorization: string | undefined) => context.enter(route, authorization, request.ip),
      count: (caller: Parameters<CallContext['count']>[0]) => context.count(caller, request.ip),
      recheck: (authorization: string | undefined) => context.recheck(route, authorization, request.ip),
    };
    const line = new RealtimeSocket(socket, around, request.headers.authorization, request.admitted);
    this.#watch(line, socket);
  }

  #watch(line: RealtimeSocket, socket: WebSocket): void {
    const { clock } = this.#context;
    let answered = true;
    socket.on('pong', () => (answered = true));
    const pinging = clock.every(pingEveryMs, () => {
      if (!answered) return socket.terminate();
      answered = false;
      socket.ping();
    });
    if (!line.isKnown) this.#unknown.add(line);
    const waiting = clock.every(mustHandshakeMs, () => {
      waiting.cancel();
      this.#unknown.delete(line);
      if (!line.isKnown) socket.close(1008, 'No handshake');
    });
    socket.on('close', () => {
      pinging.cancel();
      waiting.cancel();
      this.#unknown.delete(line);
    });
  }
}

/** Serve the endpoints as sockets. */
export async function addRealtimeSockets(server: FastifyInstance, context: CallContext): Promise<void> {
  await server.register(websocket, { options: { maxPayload: maxMessageBytes } });
  const sockets = new Sockets(context);
  await server.register(async (scope) => {
    for (const [path, endpoint] of realtimePaths) {
      const route = routeOf(path);
      scope.route({
        method: 'GET',
        url: path,
        exposeHeadRoute: false,
        config: { resource: route.resource },
        preValidation: async (request) => sockets.admit(route, request),
        handler: () => {
          throw new ExpectedError('method-not-allowed', 'Real time is a POST, or a WebSocket');
        },
        wsHandler: (socket, request) => sockets.open(route, endpoint, socket, request),
      });
    }
  });
}
