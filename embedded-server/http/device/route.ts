/**
 * The form of a route on the device listener. The dispatcher takes everything about HTTP off the handlers:
 * a handler gets a parsed request and gives a reply, or throws an ExpectedError.
 */
import type { Readable } from 'node:stream';

import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { PeopleParts } from '../../flows/people.ts';
import type { AccessTokens } from '../../tenants/access-tokens.ts';
import type { BasicCredential } from '../../tenants/basic-credential.ts';
import type { Caller } from '../../tenants/caller.ts';
import type { Access } from './access.ts';

/** What of the installation as a whole a route may need. */
export interface InstallationParts {
  version: string;
  /** Days measurements are kept where no rule says otherwise; 0 = for ever. */
  measurementDays: number;
  people: PeopleParts;
  accessTokens: AccessTokens;
}

export interface DeviceRequest {
  caller: Caller;
  /** The tenant of the credential; nothing in the request can name another. */
  tenant: OpenTenant;
  installation: InstallationParts;
  params: Record<string, string>;
  query: URLSearchParams;
  /** Parsed JSON, or undefined without a body and where the route takes something else. */
  body: unknown;
  /** The bytes of a JSON body, where the route takes bytes and there are any; null elsewhere. */
  bytes: Uint8Array | null;
  /** The body as it comes in, where the route takes a stream and the body is not in parts; null elsewhere. */
  stream: Readable | null;
  /** The parts of a multipart body, one after the other; each file must be read before the next part comes. @throws ExpectedError 'unsupported-media-type'. */
  parts(): AsyncIterable<BodyPart>;
  /** Lower-case type name out of `application/vnd.com.nsn.cumulocity.<name>+json`, or null for plain JSON. */
  mediaType: string | null;
  /** `http://host:port` the client used, for links. */
  baseUrl: string;
  /** Path and query as sent, for `self`. */
  url: string;
  header(name: string): string | undefined;
  arrivalMs: number;
  /** A program speaks (`X-Cumulocity-Application-Key`): what it sends for a device is no sign of that device's life. */
  isApplication: boolean;
  address: string;
  /** Call `gone` when the client breaks off before it is answered. */
  onGone(gone: () => void): void;
  /** Count so many bytes of an answer that is still being made as waiting to be read. */
  reserve(bytes: number): void;
  /** Who the credential stands for by now; null when it stands for nobody who may call this route any more. */
  recheck(): Promise<Caller | null>;
}

/** A part of a multipart body. */
export type BodyPart =
  | { kind: 'field'; name: string; value: string }
  | { kind: 'file'; name: string; fileName: string | undefined; contentType: string; stream: Readable };

/** A file as an answer. */
export interface ReplyFile {
  stream: Readable;
  /** Bytes of the stream. */
  length: number;
  contentType: string;
  fileName: string;
  /** Of a part only: `bytes 0-99/1000`. */
  range?: string;
}

export interface DeviceReply {
  status: 200 | 201 | 204 | 206;
  /** JSON value; left out when the client sent no Accept with a POST or PUT. */
  body?: unknown;
  /** Type name for `application/vnd.com.nsn.cumulocity.<name>+json`; null for application/json. */
  mediaType?: string | null;
  /** Send the body even without Accept: it cannot be asked for again. */
  bodyAlways?: boolean;
  /** Absolute; required with 201. */
  location?: string;
  cookies?: readonly string[];
  /** Text instead of JSON. */
  text?: string;
  /** Its media type; plain text when left out. */
  textType?: string;
  /** JSON that is text already, of the media type; sent whether it was asked for or not. */
  json?: string | Buffer;
  /** A file instead of JSON. */
  file?: ReplyFile;
  /** Told in the end whether the answer was handed over whole. */
  settled?(delivered: boolean): void;
}

export interface DeviceRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:name` parameters, no trailing slash. */
  path: string;
  /** First half of the wire's `error` name, such as `inventory`. */
  resource: string;
  /** Who may call at all; what they may touch is the handler's to check. Everybody else gets 403. */
  access: Access;
  /** Largest body, where it may be larger than elsewhere. */
  maxBodyBytes?: number;
  /** `stream`: the body is no JSON; the handler reads, and bounds, it. `bytes`: the handler parses it. */
  takes?: 'stream' | 'bytes';
  /** The answer may take minutes: the client is shown from time to time that somebody is there. */
  held?: boolean;
  handle(request: DeviceRequest): DeviceReply | Promise<DeviceReply>;
}

/** What a route without a credential may know. */
export interface PublicRequest {
  baseUrl: string;
  query: URLSearchParams;
  /** The fields of a posted form. */
  form: URLSearchParams;
  /** A person's password for a token to sign in with. @throws ExpectedError 'unauthorized', 'too-many-requests', 'forbidden'. */
  grantToken(credential: BasicCredential): Promise<string>;
}

/** A route that needs no credential: clients ask it before they have one. It knows nothing of any tenant. */
export interface PublicRoute {
  method: 'GET' | 'POST';
  path: string;
  resource: string;
  answer(request: PublicRequest): DeviceReply | Promise<DeviceReply>;
}
