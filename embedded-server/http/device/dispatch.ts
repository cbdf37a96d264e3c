/** One request on the device listener: who is it, may it, what does it say, what is answered. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';

import { ExpectedError } from '#contract/errors.ts';

import type { Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import { onlyDevices } from '../../tenants/authenticate.ts';
import type { BasicCredential } from '../../tenants/basic-credential.ts';
import type { Caller } from '../../tenants/caller.ts';
import type { TrafficMeter } from '../../traffic/traffic-meter.ts';
import { parseJson } from '../limits.ts';
import { takesItsTime } from '../slow-bodies.ts';
import { isForDevices, mayCall } from './access.ts';
import { bodyParts } from './body-parts.ts';
import { sendFile } from './file-reply.ts';
import { HeldReply } from './held-reply.ts';
import type { Rate, RateLimits } from './rate-limits.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute, InstallationParts } from './route.ts';
import { UnreadAnswers } from './unread-answers.ts';
import { baseUrlOf, isJsonType, isLoopback, replyMediaType, vendorName, wantsBody } from './wire.ts';

interface Parts {
  config: Config;
  clock: Clock;
  installation: InstallationParts;
  tenant(id: string): OpenTenant | undefined;
  /** Counts what each caller sends. */
  traffic: TrafficMeter;
  /** The credential behind an Authorization header. @throws ExpectedError 'unauthorized', 'forbidden', 'too-many-requests'. */
  authenticate(authorization: string | undefined, address: string): Promise<Caller>;
  /** A person's password for a token to sign in with. @throws as authenticate. */
  grantToken(credential: BasicCredential, address: string): Promise<string>;
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

function keyOf({ tenant, userName }: Caller): string {
  return `${tenant}/${userName}`;
}

/** The rate a token was given, with a burst of four seconds of it. */
function ownRate(caller: Caller): Rate | null {
  if (caller.kind !== 'token' || caller.ratePerSecond === null) return null;
  return { rate: caller.ratePerSecond, burst: Math.max(1, caller.ratePerSecond * 4) };
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

  get grantToken(): Parts['grantToken'] {
    return this.#parts.grantToken;
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

  /** Count what is being made for a client. */
  reserve({ admitted }: FastifyRequest, reply: FastifyReply, bytes: number): void {
    if (admitted) this.#unread.add(keyOf(admitted.caller), bytes, reply.raw);
  }

  /** Count a text that is about to be sent. */
  countAnswer({ admitted }: FastifyRequest, reply: FastifyReply, text: string): void {
    if (admitted && text.length > worthCounting) this.#unread.add(keyOf(admitted.caller), text.length, reply.raw);
  }

  get installation(): InstallationParts {
    return this.#parts.installation;
  }

  now(): number {
    return this.#parts.clock.now();
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  /** Who a credential stands for by now, if he may still call a route; null otherwise. */
  async recheck(route: DeviceRoute, authorization: string | undefined, address: string): Promise<Caller | null> {
    try {
      const caller = await this.authenticate(authorization, address);
      return mayCall(route.access, caller) ? caller : null;
    } catch (error) {
      if (error instanceof ExpectedError && error.code !== 'too-many-requests') return null;
      throw error;
    }
  }

  /** @throws ExpectedError 'forbidden' while only devices may use the listener. */
  requireApplications(): void {
    if (!this.#parts.config.values['deviceListener.applications']) throw onlyDevices();
  }

  /** Identify the caller and count the request, before any of its body is read. */
  async admit(route: DeviceRoute, request: FastifyRequest): Promise<void> {
    request.admitted = await this.enter(route, request.headers.authorization, request.ip);
    if (route.takes === 'stream') takesItsTime(request.raw);
  }

  /** @throws ExpectedError 'unauthorized', 'forbidden', 'too-many-requests'. */
  async enter(route: DeviceRoute, authorization: string | undefined, address: string): Promise<{ caller: Caller; tenant: OpenTenant }> {
    if (!isForDevices(route.access)) this.requireApplications();
    const caller = await this.authenticate(authorization, address);
    if (!mayCall(route.access, caller)) throw new ExpectedError('forbidden', 'This credential may not do this');
    const tenant = this.#parts.tenant(caller.tenant);
    if (!tenant) throw new ExpectedError('unauthorized', 'Invalid credentials! : Bad credentials');
    this.count(caller, address);
    return { caller, tenant };
  }

  /** Count a request, or a message on a socket. @throws ExpectedError 'too-many-requests'. */
  count(caller: Caller, address: string): void {
    const { values } = this.#parts.config;
    if (caller.kind === 'bootstrap' && values['limits.enabled']) this.#countBootstrap(address);
    const refuse = values['limits.enabled'] ? () => this.#take(caller) : () => undefined;
    this.#parts.traffic.counted(caller, refuse);
  }

  /** @throws ExpectedError 'too-many-requests'. */
  #take(caller: Caller): void {
    const { values } = this.#parts.config;
    const usual = { rate: values['limits.deviceRate'], burst: values['limits.deviceBurst'] };
    this.#limits.take(keyOf(caller), ownRate(caller) ?? usual);
    this.#limits.take(caller.tenant, { rate: values['limits.tenantRate'], burst: values['limits.tenantBurst'] });
  }

  /** Agents ask in a loop, some without a pause, and take only 404 as `not yet`. */
  #countBootstrap(address: string): void {
    const waitMs = this.#limits.waitOf(`bootstrap ${address}`, bootstrapRate);
    if (waitMs === 0) return;
    throw new ExpectedError('not-found', 'New device request not found', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }
}

/** The bytes of a body that says it is JSON; null when there are none. @throws ExpectedError 'unsupported-media-type'. */
function jsonBytes(request: FastifyRequest): Uint8Array | null {
  const bytes = request.body;
  if (!(bytes instanceof Uint8Array) || bytes.byteLength === 0) return null;
  if (request.headers['content-encoding'] && request.headers['content-encoding'] !== 'identity') {
    throw new ExpectedError('unsupported-media-type', 'Compressed bodies are not accepted');
  }
  if (!isJsonType(request.headers['content-type'])) {
    throw new ExpectedError('unsupported-media-type', "The body must be JSON: send 'Content-Type: application/json'");
  }
  return bytes;
}

function parseBody(request: FastifyRequest): unknown {
  const bytes = jsonBytes(request);
  return bytes === null ? undefined : parseJson(bytes);
}

function headerText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

function streamOf(request: FastifyRequest): Readable | null {
  return request.body instanceof Readable ? request.body : null;
}

/** The query of an address. */
export function queryOf({ url }: FastifyRequest): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
}

function onGone(reply: FastifyReply, gone: () => void): void {
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone();
  });
}

function deviceRequest(route: DeviceRoute, request: FastifyRequest, reply: FastifyReply, context: CallContext): DeviceRequest {
  if (!request.admitted) throw new Error('a request reached its handler without a caller');
  return {
    ...request.admitted,
    installation: context.installation,
    params: request.params as Record<string, string>,
    query: queryOf(request),
    body: route.takes === undefined ? parseBody(request) : undefined,
    bytes: route.takes === 'bytes' ? jsonBytes(request) : null,
    stream: route.takes === 'stream' ? streamOf(request) : null,
    parts: () => bodyParts(request),
    mediaType: vendorName(request.headers['content-type']),
    baseUrl: context.baseUrlOf(request),
    url: request.url,
    header: (name) => headerText(request, name),
    arrivalMs: context.now(),
    isApplication: headerText(request, 'x-cumulocity-application-key') !== undefined,
    address: request.ip,
    onGone: (gone) => onGone(reply, gone),
    reserve: (bytes) => context.reserve(request, reply, bytes),
    recheck: () => context.recheck(route, request.headers.authorization, request.ip),
  };
}

/** Tell who made an answer, in the end, whether it was handed over whole. */
function settle(reply: FastifyReply, settled: DeviceReply['settled']): void {
  if (settled) reply.raw.once('close', () => settled(reply.raw.writableFinished));
}

/** Send what a handler gave. */
export function send(request: FastifyRequest, reply: FastifyReply, answer: DeviceReply, context: CallContext): FastifyReply {
  settle(reply, answer.settled);
  reply.code(answer.status);
  if (answer.location) reply.header('location', answer.location);
  if (answer.cookies) reply.header('set-cookie', [...answer.cookies]);
  if (answer.file) return sendFile(reply, answer.file);
  if (answer.json !== undefined) {
    context.countAnswer(request, reply, answer.json);
    return reply.header('content-type', replyMediaType(answer.mediaType)).send(answer.json);
  }
  if (answer.text !== undefined) {
    context.countAnswer(request, reply, answer.text);
    return reply.type(answer.textType ?? 'text/plain;charset=UTF-8').send(answer.text);
  }
  const wanted = answer.bodyAlways || wantsBody(request.method, request.headers.accept);
  if (answer.body === undefined || !wanted) return reply.send();
  const text = JSON.stringify(answer.body);
  context.countAnswer(request, reply, text);
  return reply.header('content-type', replyMediaType(answer.mediaType)).send(text);
}

/** Show now and then that somebody is there, until the answer is. */
async function holdReply(answer: Promise<DeviceReply>, request: FastifyRequest, reply: FastifyReply, context: CallContext): Promise<FastifyReply> {
  const held = new HeldReply(reply, context.clock);
  const made = await answer.finally(() => held.end());
  if (!held.hasBegun) return send(request, reply, made, context);
  settle(reply, made.settled);
  context.countAnswer(request, reply, made.json ?? '');
  return held.send(made.json ?? '');
}

/** Run a route's handler and answer. */
export async function callRoute(
  route: DeviceRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  context: CallContext,
): Promise<FastifyReply> {
  const parsed = deviceRequest(route, request, reply, context);
  context.requireRoom(parsed);
  const answer = route.handle(parsed);
  if (route.held && answer instanceof Promise) return holdReply(answer, request, reply, context);
  // A read's answer is counted before the next pipelined request is looked at: no turn of the loop in between.
  if (!(answer instanceof Promise)) return send(request, reply, answer, context);
  return send(request, reply, await answer, context);
}
