/**
 * The one route that is busy, past the framework: devices posting measurements in the plainest way there is. What makes
 * a request anything else but plain, a wrong credential too, sends it the ordinary way, before anything of it is read.
 */
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';

import { ExpectedError } from '#contract/errors.ts';

import { errorHeaders, hasOneHost } from '../server-options.ts';
import type { CallContext } from './call-context.ts';
import { deviceRequest } from './device-request.ts';
import { settle } from './dispatch.ts';
import { errorReply } from './error-reply.ts';
import { postMeasurements } from './measurement-routes.ts';
import type { Refusals } from './refusals.ts';
import type { DeviceReply } from './route.ts';
import { replyMediaType } from './wire.ts';
import type { WireCall } from './wire-call.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const route = postMeasurements;

/** With one of these a request is more than its bytes. */
const notPlain = ['transfer-encoding', 'content-encoding', 'expect', 'x-http-method', 'upgrade'];

function hasPlainBody(headers: IncomingHttpHeaders): boolean {
  const length = headers['content-length'];
  return length !== undefined && Number(length) > 0 && Number(length) <= route.maxBodyBytes && !notPlain.some((name) => name in headers);
}

/** The request as everything behind HTTP knows it. */
function callOf(raw: IncomingMessage): WireCall {
  const { method = '', url = '', headers, socket } = raw;
  const protocol = 'encrypted' in socket ? 'https' : 'http';
  return { raw, method, url, ip: socket.remoteAddress ?? '', protocol, headers, params: {} };
}

/** Calls one of both: with the body when all of it has come, or with what was in the way. */
function readBody(request: IncomingMessage, whole: (body: Buffer) => void, failed: (error: unknown) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => void chunks.push(chunk));
  request.on('end', () => whole(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
  request.on('error', failed);
}

const noParts = (): never => {
  throw new ExpectedError('unsupported-media-type', 'The body has no parts');
};

export class ExpressLane {
  readonly #context: CallContext;
  readonly #refusals: Refusals;
  #isOpen = true;

  constructor(context: CallContext, refusals: Refusals) {
    this.#context = context;
    this.#refusals = refusals;
  }

  /** Stand before what handles the requests of a server so far. */
  open(server: Server): void {
    const ordinary = server.listeners('request') as Handler[];
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      if (!this.#takes(request, response)) for (const handle of ordinary) handle(request, response);
    });
  }

  /** From now on everything goes the ordinary way, where it is told that the listener is closing. */
  close(): void {
    this.#isOpen = false;
  }

  #takes(raw: IncomingMessage, response: ServerResponse): boolean {
    if (raw.url !== route.path || raw.method !== route.method || !this.#isOpen || !hasPlainBody(raw.headers) || !hasOneHost(raw)) return false;
    const caller = this.#context.deviceOf(raw.headers.authorization);
    if (!caller) return false;
    const call = callOf(raw);
    try {
      call.admitted = this.#context.letIn(route, caller, call.ip);
      readBody(raw, (body) => void this.#answer({ ...call, body }, response), (error) => this.#refuse(call, response, error));
    } catch (error) {
      this.#refuse(call, response, error);
    }
    return true;
  }

  async #answer(call: WireCall, response: ServerResponse): Promise<void> {
    try {
      const request = deviceRequest(route, call, response, this.#context, noParts);
      this.#context.requireRoom(request);
      this.#send(call, response, await route.handle(request));
      this.#refusals.taken(call);
    } catch (error) {
      this.#refuse(call, response, error);
    }
  }

  #send(call: WireCall, response: ServerResponse, { status, location, json, mediaType, settled }: DeviceReply): void {
    settle(response, settled);
    const text = json ?? '';
    this.#context.countAnswer(call, response, text);
    response.writeHead(status, {
      ...(location !== undefined && { location }),
      ...(json !== undefined && { 'content-type': replyMediaType(mediaType) }),
      ...errorHeaders,
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  }

  #refuse(call: WireCall, response: ServerResponse, error: unknown): void {
    this.#refusals.refused(call, error);
    if (response.headersSent || response.destroyed) return;
    const { status, headers, text } = errorReply(call.raw, error, route.resource);
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
    response.end(text);
  }
}
