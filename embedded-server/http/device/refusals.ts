/** Remembers what the device listener refused: what of it HTTP knows is read off here, what it means is decided by a flow. */
import type { ExpectedError} from '#contract/errors.ts';
import { type ErrorCode } from '#contract/errors.ts';
import type { AskedKind, RefusalKind } from '#contract/senders.ts';
import { mainTenant } from '#contract/tenants.ts';
import { isJsonObject } from '#contract/wire.ts';

import type { Clock, Timer } from '../../clock.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import { noteRefused, noteTaken, type Refused } from '../../flows/refused-requests.ts';
import { logger } from '../../log.ts';
import { parseBasicCredential } from '../../tenants/basic-credential.ts';
import { expectedError } from '../error-mapping.ts';
import { jsonFault } from '../json-fault.ts';
import { takeToken } from './rate-limits.ts';
import type { WireCall } from './wire-call.ts';

const log = logger('refusals');

/** Longest body that is looked into for what was wrong with it. */
const longestBody = 64 * 1024;
/** The console is told of it at most this often, so that a flood of strangers is none on the feed. */
const tellEveryMs = 1_000;
/** Refusals looked into in a second: what a flood brings beyond them is answered and forgotten. */
const looked = { rate: 100, burst: 300 };

const kinds: Partial<Record<ErrorCode, RefusalKind>> = {
  malformed: 'malformed',
  invalid: 'invalid',
  'unsupported-media-type': 'media-type',
  'method-not-allowed': 'wrong-address',
  'too-many-requests': 'too-many',
  'too-large': 'too-large',
};

const askedBySegment: Record<string, AskedKind> = {
  measurement: 'measurement',
  event: 'event',
  alarm: 'alarm',
  inventory: 'inventory',
  identity: 'inventory',
  devicecontrol: 'operation',
};

function pathOf({ url }: WireCall): string {
  return url.split('?')[0] ?? '/';
}

function askedOf(path: string): AskedKind {
  const [, first = '', second = ''] = path.split('/');
  if (second === 'deviceCredentials') return 'credential';
  return Object.hasOwn(askedBySegment, first) ? (askedBySegment[first] ?? 'other') : 'other';
}

/** What a body says, when it is short; undefined when it is long, missing or no JSON. */
function shortBody({ body }: WireCall): { text: string; value: unknown } | null {
  if (!(body instanceof Uint8Array) || body.byteLength > longestBody) return null;
  const text = Buffer.from(body).toString('utf8');
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return { text, value: undefined };
  }
}

/** The first of a collection's members, or the value itself. */
function firstOf(value: unknown): unknown {
  if (!isJsonObject(value)) return undefined;
  const list = [value['measurements'], value['events'], value['alarms']].find(Array.isArray);
  return list ? (list as unknown[])[0] : value;
}

function idIn(value: unknown): string | null {
  const id = isJsonObject(value) ? value['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

function askedIdOf(path: string, value: unknown): string | null {
  if (askedOf(path) === 'credential') return idIn(value);
  const first = firstOf(value);
  const source = isJsonObject(first) ? idIn(first['source']) : null;
  return source ?? /^\/inventory\/managedObjects\/([^/]{1,40})/.exec(path)?.[1] ?? null;
}

/** An object that is not there, or not the caller's, is told apart from an address at which nothing is. */
function kindOf(request: WireCall, error: ExpectedError): RefusalKind {
  const { caller } = request.admitted ?? {};
  if (error.code === 'not-found') {
    if (caller?.kind === 'bootstrap') return 'unannounced';
    return caller && error.resource === 'inventory' ? 'unknown-source' : 'wrong-address';
  }
  return kinds[error.code] ?? 'other';
}

function fieldOf({ fields }: ExpectedError): { field: string | null; missing: boolean } {
  const [first] = Object.entries(fields ?? {});
  return { field: first?.[0] ?? null, missing: first?.[1] === 'missing' };
}

function refusedOf(request: WireCall, error: ExpectedError): Refused {
  const path = pathOf(request);
  const kind = kindOf(request, error);
  const body = shortBody(request);
  const fault = kind === 'malformed' && body ? jsonFault(body.text) : null;
  return {
    address: request.ip,
    caller: request.admitted?.caller,
    credential: parseBasicCredential(request.headers.authorization),
    kind,
    asked: askedOf(path),
    askedId: askedIdOf(path, body?.value),
    line: fault?.line ?? null,
    column: fault?.column ?? null,
    ...fieldOf(error),
  };
}

interface Parts {
  clock: Clock;
  tenant(id: string): OpenTenant | undefined;
}

/** Tells the console of a tenant, not more often than it can be looked at. */
class Telling {
  readonly #tenant: OpenTenant;
  #lastMs = -Infinity;
  #timer: Timer | undefined;

  constructor(tenant: OpenTenant) {
    this.#tenant = tenant;
  }

  soon(): void {
    if (this.#timer) return;
    const waitMs = this.#lastMs + tellEveryMs - this.#tenant.clock.monotonic();
    if (waitMs <= 0) this.#tell();
    else this.#timer = this.#tenant.clock.every(waitMs, () => this.#tell());
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #tell(): void {
    this.cancel();
    this.#lastMs = this.#tenant.clock.monotonic();
    this.#tenant.feed.publish({ kind: 'changed', subject: 'senders' });
  }
}

/** The listener's memory of what it refused. */
export class Refusals {
  readonly #parts: Parts;
  readonly #bucket;
  readonly #telling = new Map<OpenTenant, Telling>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#bucket = { tokens: looked.burst, filledMs: parts.clock.monotonic() };
  }

  /** Remember a refused request; whatever goes wrong in it must not change the answer. */
  refused(request: WireCall, error: unknown): void {
    try {
      this.#note(request, error);
    } catch (failure) {
      log.warn({ err: failure }, 'a refused request could not be remembered');
    }
  }

  /** Remember that a request was taken. */
  taken({ admitted, ip, method }: WireCall): void {
    if (admitted && method !== 'GET') noteTaken(admitted.tenant, admitted.caller, ip);
  }

  close(): void {
    for (const telling of this.#telling.values()) telling.cancel();
  }

  #note(request: WireCall, error: unknown): void {
    const expected = expectedError(error);
    if (!expected || takeToken(this.#bucket, looked, this.#parts.clock.monotonic()) > 0) return;
    const refused = refusedOf(request, expected);
    const tenant = this.#tenantOf(request, refused);
    if (tenant && noteRefused(tenant, refused)) this.#tellingOf(tenant).soon();
  }

  /** The tenant that was named; who names none that exists is the main tenant's to look at. */
  #tenantOf({ admitted }: WireCall, { credential }: Refused): OpenTenant | undefined {
    if (admitted) return admitted.tenant;
    return (credential && this.#parts.tenant(credential.tenant)) ?? this.#parts.tenant(mainTenant);
  }

  #tellingOf(tenant: OpenTenant): Telling {
    const known = this.#telling.get(tenant) ?? new Telling(tenant);
    this.#telling.set(tenant, known);
    return known;
  }
}
