/** One request on the device listener: who is it, may it, what does it say, what is answered. */
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ExpectedError } from '#contract/errors.ts';
import { rolePermissions } from '#contract/tenants.ts';

import type { Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { Caller } from '../../tenants/caller.ts';
import { parseJson } from '../limits.ts';
import type { RateLimits } from './rate-limits.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute, PublicRoute } from './route.ts';
import { UnreadAnswers } from './unread-answers.ts';
import { baseUrlOf, isJsonType, isLoopback, replyMediaType, vendorName, wantsBody } from './wire.ts';

interface Parts {
  config: Config;
  clock: Clock;
  tenant(id: string): OpenTenant | undefined;
  /** The credential behind an Authorization header. @throws ExpectedError 'unauthorized', 'forbidden', 'too-many-requests'. */
  authenticate(authorization: string | undefined, address: string): Promise<Caller>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by {@link CallContext.admit} before the body is read. */
    admitted?: { caller: Caller; tenant: OpenTenant };
  }
}

/** How often an address may ask for a device's credential: enough for a few devices, too little for guessing ids. */
const bootstrapRate = { rate: 10 / 60, burst: 10 };

/** Smaller answers fit into the buffers on the way. */
const worthCounting = 64 * 1024;

/** Who may call a route, by its declaration. */
export function mayCall(route: DeviceRoute, caller: Caller): boolean {
  if (!route.callers.includes(caller.kind)) return false;
  return caller.kind !== 'user' || rolePermissions[caller.role].includes(route.permission);
}

function keyOf({ tenant, userName }: Caller): string {
  return `${tenant}/${userName}`;
}

/** What every call of the listener shares. */
export class CallContext {
  readonly #parts: Parts;
  readonly #limits: RateLimits;
  readonly #ownUrl: () => string;
  readonly #unread = new UnreadAnswers();

  constructor(parts: Parts, limits: RateLimits, ownUrl: () => string) {
    this.#parts = parts;
    this.#limits = limits;
    this.#ownUrl = ownUrl;
  }

  get authenticate(): Parts['authenticate'] {
    return this.#parts.authenticate;
  }

  /** `http://host:port` for the links of an answer. */
  baseUrlOf(request: FastifyRequest): string {
    const isLocal = isLoopback(this.#parts.config.values['deviceListener.host']);
    return baseUrlOf(request, { url: this.#ownUrl(), isLocal });
  }

  /** Whether another answer may be made. @throws ExpectedError 'too-many-requests'. */
  requireRoom({ caller }: DeviceRequest): void {
    this.#unread.requireRoom(keyOf(caller));
  }

  /** Count a text that is about to be sent. */
  countAnswer({ admitted }: FastifyRequest, reply: FastifyReply, text: string): void {
    if (admitted && text.length > worthCounting) this.#unread.add(keyOf(admitted.caller), text.length, reply.raw);
  }

  now(): number {
    return this.#parts.clock.now();
  }

  /** Identify the caller and count the request, before any of its body is read. */
  async admit(route: DeviceRoute, request: FastifyRequest): Promise<void> {
    const caller = await this.authenticate(request.headers.authorization, request.ip);
    if (!mayCall(route, caller)) throw new ExpectedError('forbidden', 'This credential may not do this');
    const tenant = this.#parts.tenant(caller.tenant);
    if (!tenant) throw new ExpectedError('unauthorized', 'Invalid credentials! : Bad credentials');
    if (this.#parts.config.values['limits.enabled']) this.#count(caller, request.ip);
    request.admitted = { caller, tenant };
  }

  #count(caller: Caller, address: string): void {
    const { values } = this.#parts.config;
    if (caller.kind === 'bootstrap') this.#countBootstrap(address);
    const own = { rate: values['limits.deviceRate'], burst: values['limits.deviceBurst'] };
    this.#limits.take(keyOf(caller), own);
    this.#limits.take(caller.tenant, { rate: values['limits.tenantRate'], burst: values['limits.tenantBurst'] });
  }

  /** Agents ask in a loop, some without a pause, and take only 404 as `not yet`. */
  #countBootstrap(address: string): void {
    const waitMs = this.#limits.waitOf(`bootstrap ${address}`, bootstrapRate);
    if (waitMs === 0) return;
    throw new ExpectedError('not-found', 'New device request not found', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }
}

function parseBody(request: FastifyRequest): unknown {
  const bytes = request.body;
  if (!(bytes instanceof Uint8Array) || bytes.byteLength === 0) return undefined;
  if (request.headers['content-encoding'] && request.headers['content-encoding'] !== 'identity') {
    throw new ExpectedError('unsupported-media-type', 'Compressed bodies are not accepted');
  }
  if (!isJsonType(request.headers['content-type'])) {
    throw new ExpectedError('unsupported-media-type', "The body must be JSON: send 'Content-Type: application/json'");
  }
  return parseJson(bytes);
}

function headerText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

function deviceRequest(request: FastifyRequest, context: CallContext): DeviceRequest {
  if (!request.admitted) throw new Error('a request reached its handler without a caller');
  const at = request.url.indexOf('?');
  return {
    ...request.admitted,
    params: request.params as Record<string, string>,
    query: new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1)),
    body: parseBody(request),
    mediaType: vendorName(request.headers['content-type']),
    baseUrl: context.baseUrlOf(request),
    url: request.url,
    header: (name) => headerText(request, name),
    arrivalMs: context.now(),
    address: request.ip,
  };
}

function send(request: FastifyRequest, reply: FastifyReply, answer: DeviceReply, context: CallContext): FastifyReply {
  reply.code(answer.status);
  if (answer.location) reply.header('location', answer.location);
  if (answer.text !== undefined) return reply.type('text/plain;charset=UTF-8').send(answer.text);
  const wanted = answer.bodyAlways || wantsBody(request.method, request.headers.accept);
  if (answer.body === undefined || !wanted) return reply.send();
  const text = JSON.stringify(answer.body);
  context.countAnswer(request, reply, text);
  return reply.header('content-type', replyMediaType(answer.mediaType)).send(text);
}

/** Answer a route that needs no credential. */
export function callPublicRoute(
  route: PublicRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  context: CallContext,
): FastifyReply {
  return send(request, reply, { status: 200, body: route.answer(context.baseUrlOf(request)) }, context);
}

/** Run a route's handler and answer. */
export async function callRoute(
  route: DeviceRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  context: CallContext,
): Promise<FastifyReply> {
  const parsed = deviceRequest(request, context);
  context.requireRoom(parsed);
  const answer = route.handle(parsed);
  // A read's answer is counted before the next pipelined request is looked at: no turn of the loop in between.
  return send(request, reply, answer instanceof Promise ? await answer : answer, context);
}
