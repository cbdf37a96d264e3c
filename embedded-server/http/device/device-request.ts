/** A request as a route's handler gets it: everything about HTTP taken off. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

import { ExpectedError } from '#contract/errors.ts';

import { parseJson } from '../limits.ts';
import type { CallContext } from './call-context.ts';
import type { DeviceRequest, DeviceRoute } from './route.ts';
import { isJsonType, vendorName } from './wire.ts';
import type { WireCall } from './wire-call.ts';

/** The bytes of a body that says it is JSON; null when there are none. @throws ExpectedError 'unsupported-media-type'. */
function jsonBytes(request: WireCall): Uint8Array | null {
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

function parseBody(request: WireCall): unknown {
  const bytes = jsonBytes(request);
  return bytes === null ? undefined : parseJson(bytes);
}

function headerText(request: WireCall, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

function streamOf(request: WireCall): Readable | null {
  return request.body instanceof Readable ? request.body : null;
}

/** The query of an address. */
export function queryOf({ url }: WireCall): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
}

function onGone(response: ServerResponse, gone: () => void): void {
  response.once('close', () => {
    if (!response.writableFinished) gone();
  });
}

/** What a route's handler is given. @param parts of a body in parts. @throws ExpectedError for a body that is not of the form the route takes. */
export function deviceRequest(
  route: DeviceRoute,
  request: WireCall,
  response: ServerResponse,
  context: CallContext,
  parts: DeviceRequest['parts'],
): DeviceRequest {
  if (!request.admitted) throw new Error('a request reached its handler without a caller');
  return {
    ...request.admitted,
    installation: context.installation,
    params: request.params as Record<string, string>,
    query: queryOf(request),
    body: route.takes === undefined ? parseBody(request) : undefined,
    bytes: route.takes === 'bytes' ? jsonBytes(request) : null,
    stream: route.takes === 'stream' ? streamOf(request) : null,
    parts,
    mediaType: vendorName(request.headers['content-type']),
    baseUrl: context.baseUrlOf(request),
    url: request.url,
    header: (name) => headerText(request, name),
    arrivalMs: context.now(),
    isApplication: headerText(request, 'x-cumulocity-application-key') !== undefined,
    address: request.ip,
    onGone: (gone) => onGone(response, gone),
    reserve: (bytes) => context.reserve(request, response, bytes),
    recheck: () => context.recheck(route, request.headers.authorization, request.ip),
  };
}
