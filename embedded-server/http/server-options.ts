/** What both listeners have in common: time-outs, sizes, answers to requests that HTTP itself refuses. */
import type { FastifyHttpOptions, FastifyInstance } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

import { ExpectedError } from '#contract/errors.ts';

import { limitConnections } from './connections.ts';
import { isSlowBody } from './slow-bodies.ts';

/** Largest body of a console call or a single measurement, event or alarm. */
export const maxBodyBytes = 1024 * 1024;
/** Largest body of a collection. */
export const maxCollectionBytes = 4 * 1024 * 1024;

/**
 * Slow senders are cut off: whoever has not sent its headers in 10 s or its body in 20 s is gone by 25 s. Between two
 * requests a connection stays open for longer than the minute at which most devices measure: one that is closed just as
 * the next reading is sent loses the answer. Idle ones go first where there are too many.
 */
const timeouts = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 1_000, keepAliveTimeout: 75_000 };

/** On every answer of every listener: no browser may guess what it is, no cache may keep what errors say. */
export const errorHeaders = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } as const;

const bareHeaders = { 'Content-Type': 'application/json', ...errorHeaders, Connection: 'close' };

/** An error body for what never becomes a request. */
function bareBody(message: string): string {
  return JSON.stringify({ error: 'undefined/Malformed Request', message, info: 'https://cumulocity.com/api/core/' });
}

/** Answer to bytes that are no HTTP request, in the error body's form. */
function refuse(socket: Socket, status: string): void {
  if (!socket.writable) return;
  const body = bareBody('The request is not valid HTTP');
  const headers = Object.entries({ ...bareHeaders, 'Content-Length': Buffer.byteLength(body) });
  const head = [`HTTP/1.1 ${status}`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  socket.end(`${head}\r\n\r\n${body}`);
}

const statusOfParserError: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** Bodies are checked by the contract; what would check and write them by JSON schema is never loaded. */
function noSchemas(): never {
  throw new Error('routes have no JSON schemas');
}

/** Options every listener starts from. */
export function commonServerOptions(): FastifyHttpOptions<Server> {
  return {
    logger: false,
    trustProxy: false,
    bodyLimit: maxBodyBytes,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    requestTimeout: timeouts.requestTimeout,
    keepAliveTimeout: timeouts.keepAliveTimeout,
    forceCloseConnections: true,
    http: {
      headersTimeout: timeouts.headersTimeout,
      connectionsCheckingInterval: timeouts.connectionsCheckingInterval,
      // Requests without a Host header are answered by us, with a body.
      requireHostHeader: false,
      maxHeaderSize: 16_384,
    },
    clientErrorHandler(error, socket) {
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && isSlowBody(socket)) return;
      refuse(socket, statusOfParserError[error.code] ?? '400 Bad Request');
    },
  };
}

/** Limits that only exist on the running server. */
export function applyConnectionLimits(server: FastifyInstance): void {
  limitConnections(server.server);
  server.server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, bareHeaders).end(bareBody('What the request expects cannot be met'));
  });
}

function countOfHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 'host'.length && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}

/** Exactly one Host header (RFC 9112, 3.2), which HTTP/1.0 may leave out. */
export function hasOneHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = countOfHosts(rawHeaders);
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

/** @throws ExpectedError 'malformed'; see {@link hasOneHost}. */
export function assertOneHost(request: IncomingMessage): void {
  if (hasOneHost(request)) return;
  throw new ExpectedError('malformed', 'The request must have one Host header');
}
