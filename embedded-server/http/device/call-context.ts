/** What every call of the device listener shares: who may, how often, and what waits to be read. */
import type { ServerResponse } from 'node:http';

import { ExpectedError } from '#contract/errors.ts';

import type { Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import { onlyDevices } from '../../tenants/authenticate.ts';
import type { BasicCredential } from '../../tenants/basic-credential.ts';
import type { Caller } from '../../tenants/caller.ts';
import type { TrafficMeter } from '../../traffic/traffic-meter.ts';
import { takesItsTime } from '../slow-bodies.ts';
import { isForDevices, mayCall } from './access.ts';
import type { Rate, RateLimits } from './rate-limits.ts';
import type { DeviceRequest, DeviceRoute, InstallationParts } from './route.ts';
import { UnreadAnswers } from './unread-answers.ts';
import { baseUrlOf, isLoopback } from './wire.ts';
import type { Admitted, WireCall } from './wire-call.ts';

interface Parts {
  config: Config;
  clock: Clock;
  installation: InstallationParts;
  tenant(id: string): OpenTenant | undefined;
  /** Counts what each caller sends. */
  traffic: TrafficMeter;
  /** The credential behind an Authorization header. @throws ExpectedError 'unauthorized', 'forbidden', 'too-many-requests'. */
  authenticate(authorization: string | undefined, address: string): Promise<Caller>;
  /** See {@link CallContext.deviceOf}. */
  deviceOf(authorization: string | undefined): Caller | null;
  /** A person's password for a token to sign in with. @throws as authenticate. */
  grantToken(credential: BasicCredential, address: string): Promise<string>;
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

  /** The device behind an Authorization header; null for everybody else and whatever is wrong. */
  get deviceOf(): Parts['deviceOf'] {
    return this.#parts.deviceOf;
  }

  get grantToken(): Parts['grantToken'] {
    return this.#parts.grantToken;
  }

  /** `http://host:port` for the links of an answer. */
  baseUrlOf(request: WireCall): string {
    const isLocal = isLoopback(this.#parts.config.values['deviceListener.host']);
    return baseUrlOf(request, { url: this.#ownUrl(), isLocal });
  }

  /** Whether another answer may be made. @throws ExpectedError 'too-many-requests'. */
  requireRoom({ caller }: DeviceRequest): void {
    this.#unread.requireRoom(keyOf(caller));
  }

  /** Count what is being made for a client. */
  reserve({ admitted }: WireCall, response: ServerResponse, bytes: number): void {
    if (admitted) this.#unread.add(keyOf(admitted.caller), bytes, response);
  }

  /** Count a text that is about to be sent. */
  countAnswer(call: WireCall, response: ServerResponse, { length }: string | Buffer): void {
    if (length > worthCounting) this.reserve(call, response, length);
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
  async admit(route: DeviceRoute, request: WireCall): Promise<void> {
    request.admitted = await this.enter(route, request.headers.authorization, request.ip);
    if (route.takes === 'stream') takesItsTime(request.raw);
  }

  /** @throws ExpectedError 'unauthorized', 'forbidden', 'too-many-requests'. */
  async enter(route: DeviceRoute, authorization: string | undefined, address: string): Promise<Admitted> {
    if (!isForDevices(route.access)) this.requireApplications();
    return this.letIn(route, await this.authenticate(authorization, address), address);
  }

  /** @param caller who has shown who he is. @throws ExpectedError 'unauthorized', 'forbidden', 'too-many-requests'. */
  letIn(route: DeviceRoute, caller: Caller, address: string): Admitted {
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
