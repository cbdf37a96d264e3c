/** Cumulocity's wire conventions: media types, links, the Accept rule. */
import { hostname } from 'node:os';

import type { WireCall } from './wire-call.ts';

const vendorType = /^application\/vnd\.com\.nsn\.cumulocity\.([a-z0-9]+)\+json$/;

/** Lower-case media type without parameters; clients send stray `;` and any case. */
export function bareMediaType(header: string | undefined): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** `managedobject` out of `application/vnd.com.nsn.cumulocity.managedObject+json;ver=0.9`; null for other types. */
export function vendorName(header: string | undefined): string | null {
  return vendorType.exec(bareMediaType(header))?.[1] ?? null;
}

/** Type names a client would take, in the order it lists them. */
export function acceptedNames(accept: string | undefined): string[] {
  return (accept ?? '').split(',').flatMap((type) => vendorName(type) ?? []);
}

/** JSON by any name, or no type at all (curl -d sends a form type; that one is refused). */
export function isJsonType(header: string | undefined): boolean {
  const type = bareMediaType(header);
  return type === '' || type === 'application/json' || vendorType.test(type);
}

/** Content type of a reply. */
export function replyMediaType(name: string | null | undefined): string {
  if (!name) return 'application/json;charset=UTF-8';
  return `application/vnd.com.nsn.cumulocity.${name}+json;charset=UTF-8;ver=0.9`;
}

/**
 * Whether the reply carries a body: a POST or PUT without Accept is answered with an empty one
 * (https://cumulocity.com/api/core/, REST implementation).
 */
export function wantsBody(method: string, accept: string | undefined): boolean {
  const writes = method === 'POST' || method === 'PUT';
  return !writes || (accept !== undefined && accept.trim() !== '');
}

const hostPattern = /^(\[[0-9a-f:.]+\]|[a-z0-9]+([.-][a-z0-9]+)*)(:\d{1,5})?$/i;
const loopback = /^(127(\.\d{1,3}){3}|localhost|\[?::1\]?)$/i;

/** Whether only this machine can call a listener at this host name or address. */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}

/** Nearly all ask by the same name. */
let lastHost = '';

/** A host and port that an address can have. */
function isHost(host: string): boolean {
  if (host === lastHost) return true;
  if (!canBeHost(host)) return false;
  lastHost = host;
  return true;
}

function canBeHost(host: string): boolean {
  return host.length <= 255 && hostPattern.test(host) && URL.canParse(`http://${host}`);
}

/** A name by which this machine calls itself. */
function isOwnName(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return isLoopback(name) || name.toLowerCase() === hostname().toLowerCase();
}

/** A listener's own address. */
export interface OwnAddress {
  /** `http://host:port`. */
  url: string;
  /** Only this machine can call it, by the names it has for itself. */
  isLocal: boolean;
}

/**
 * `http://host:port` as the client used it, for links. On the network a device may know us by any name; a Host that
 * cannot be ours is not repeated, the listener's own address is given.
 */
export function baseUrlOf(request: WireCall, { url, isLocal }: OwnAddress): string {
  const host = request.headers.host ?? '';
  return isHost(host) && (!isLocal || isOwnName(host)) ? `${request.protocol}://${host}` : url;
}
