/**
 * The form of a route on the device listener. The dispatcher takes everything about HTTP off the handlers:
 * a handler gets a parsed request and gives a reply, or throws an ExpectedError.
 */
import type { Caller } from '../../tenants/caller.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';

export type CallerKind = Caller['kind'];

export interface DeviceRequest {
  caller: Caller;
  /** The tenant of the credential; nothing in the request can name another. */
  tenant: OpenTenant;
  params: Record<string, string>;
  query: URLSearchParams;
  /** Parsed JSON, or undefined without a body. */
  body: unknown;
  /** Lower-case type name out of `application/vnd.com.nsn.cumulocity.<name>+json`, or null for plain JSON. */
  mediaType: string | null;
  /** `http://host:port` the client used, for links. */
  baseUrl: string;
  /** Path and query as sent, for `self`. */
  url: string;
  header(name: string): string | undefined;
  arrivalMs: number;
  address: string;
}

export interface DeviceReply {
  status: 200 | 201 | 204;
  /** JSON value; left out when the client sent no Accept with a POST or PUT. */
  body?: unknown;
  /** Type name for `application/vnd.com.nsn.cumulocity.<name>+json`; null for application/json. */
  mediaType?: string | null;
  /** Send the body even without Accept: it cannot be asked for again. */
  bodyAlways?: boolean;
  /** Absolute; required with 201. */
  location?: string;
  /** Plain text instead of JSON. */
  text?: string;
}

export interface DeviceRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:name` parameters, no trailing slash. */
  path: string;
  /** First half of the wire's `error` name, such as `inventory`. */
  resource: string;
  /** Who may call at all; what they may touch is the handler's to check. Everybody else gets 403. */
  callers: readonly CallerKind[];
  /** Largest body, where it may be larger than elsewhere. */
  maxBodyBytes?: number;
  /** For users: the permission needed. */
  permission: 'site:read' | 'alarms:write' | 'devices:write';
  handle(request: DeviceRequest): DeviceReply | Promise<DeviceReply>;
}

/** A route that needs no credential: clients ask it before they have one. It knows nothing of any tenant. */
export interface PublicRoute {
  path: string;
  resource: string;
  /** JSON value of the answer to a GET. */
  answer(baseUrl: string): unknown;
}
