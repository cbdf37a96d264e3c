/**
 * The one place that knows the HTTP status and the wire name of an error. Both listeners answer with what
 * stands here; whatever is not an expected error is a bug, logged, and answered 500 without internals.
 */
import { ExpectedError, type ErrorBody, type ErrorCode } from '#contract/errors.ts';

import { logger } from '../log.ts';

const log = logger('http');
const info = 'https://cumulocity.com/api/core/#section/REST-implementation';

interface WireForm {
  status: number;
  /** Second half of the wire's `error`. */
  name: string;
  /** First half where it is always the same, as Cumulocity's clients know it. */
  resource?: string;
}

const wireForms: Record<ErrorCode, WireForm> = {
  malformed: { status: 400, name: 'Malformed Request' },
  unauthorized: { status: 401, name: 'Unauthorized', resource: 'security' },
  forbidden: { status: 403, name: 'Forbidden', resource: 'security' },
  'step-up-required': { status: 403, name: 'Step-up Required', resource: 'security' },
  'not-found': { status: 404, name: 'Not Found' },
  'method-not-allowed': { status: 405, name: 'Method Not Allowed' },
  conflict: { status: 409, name: 'Duplicate' },
  'too-large': { status: 413, name: 'Payload Too Large' },
  'unsupported-media-type': { status: 415, name: 'Unsupported Media Type' },
  invalid: { status: 422, name: 'validationError', resource: 'undefined' },
  'too-many-requests': { status: 429, name: 'Too Many Requests' },
  unavailable: { status: 503, name: 'Unavailable' },
  'storage-full': { status: 507, name: 'Insufficient Storage' },
};

/** An error as it is sent: status, headers of its own, body. */
export interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: ErrorBody;
}

/** What the HTTP framework and its file server refuse by themselves, by the status they chose. */
const frameworkCodes: Record<number, [ErrorCode, string]> = {
  400: ['malformed', 'The request cannot be read'],
  // Paths that lead out of the served folder; there is nothing to be told of what lies there.
  403: ['not-found', 'There is nothing at this address'],
  404: ['not-found', 'There is nothing at this address'],
  405: ['method-not-allowed', 'This method is not allowed here'],
  408: ['malformed', 'The request took too long to arrive'],
  413: ['too-large', 'The request body is too large'],
  414: ['malformed', 'The address is too long'],
  415: ['unsupported-media-type', 'This media type is not accepted here'],
  429: ['too-many-requests', 'Too many requests'],
};

/** Whether the framework (codes `FST_…`) or its file server (errors that may be exposed) made an error. */
function isOfFramework(error: Error): error is Error & { statusCode: unknown } {
  if (!('statusCode' in error)) return false;
  const isCoded = 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_');
  return isCoded || ('expose' in error && error.expose === true);
}

/** The client went away while it was still sending; nobody reads the answer. */
function isBrokenOff(error: Error): boolean {
  return error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
}

function frameworkError(error: unknown): ExpectedError | null {
  if (!(error instanceof Error)) return null;
  if (isBrokenOff(error)) return new ExpectedError('malformed', 'The request broke off');
  if (!isOfFramework(error)) return null;
  const known = typeof error.statusCode === 'number' ? frameworkCodes[error.statusCode] : undefined;
  return known ? new ExpectedError(known[0], known[1]) : null;
}

/** Any thrown value as an expected error, or null when it is a bug. */
export function expectedError(error: unknown): ExpectedError | null {
  if (error instanceof ExpectedError) return error;
  return frameworkError(error);
}

function bodyOf(error: ExpectedError, resource: string): ErrorBody {
  const form = wireForms[error.code];
  return { error: `${form.resource ?? error.resource ?? resource}/${form.name}`, message: error.message, info };
}

function headersOf(error: ExpectedError): Record<string, string> {
  const seconds = error.retryAfterSeconds;
  return seconds === undefined ? {} : { 'retry-after': String(Math.min(3600, Math.max(1, Math.ceil(seconds)))) };
}

function bug(error: unknown, resource: string): ErrorAnswer {
  log.error({ err: error, resource }, 'a request failed unexpectedly');
  const body = { error: `${resource}/Internal Error`, message: 'The platform failed; the log has the details', info };
  return { status: 500, headers: {}, body };
}

/**
 * An error as devices and applications get it.
 * @param resource first half of the wire's `error` where the error itself does not say, such as `inventory`.
 */
export function deviceErrorAnswer(error: unknown, resource: string): ErrorAnswer {
  const expected = expectedError(error);
  if (!expected) return bug(error, resource);
  return { status: wireForms[expected.code].status, headers: headersOf(expected), body: bodyOf(expected, resource) };
}

/** An error as the console gets it: with `code` and `fields`, which it words in the person's own language. */
export function consoleErrorAnswer(error: unknown, resource = 'console'): ErrorAnswer {
  const expected = expectedError(error);
  const answer = deviceErrorAnswer(error, resource);
  const body: ErrorBody = { ...answer.body, code: expected?.code ?? 'internal' };
  if (expected?.fields) body.fields = expected.fields;
  return { ...answer, body };
}
