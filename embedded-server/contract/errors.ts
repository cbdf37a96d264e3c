/**
 * Expected errors. A bug is an ordinary Error and is answered 500 without internals;
 * everything a client can cause is an {@link ExpectedError} with one of these codes.
 * `embedded-server/http/error-mapping.ts` is the one place that knows their HTTP status.
 */
import { z } from 'zod';

export const errorCodes = [
  'malformed',
  'unauthorized',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'conflict',
  'too-large',
  'unsupported-media-type',
  'invalid',
  'step-up-required',
  'too-many-requests',
  'unavailable',
  'storage-full',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorOptions {
  /** First half of the wire's `error` name, such as `inventory`; defaults to what the route belongs to. */
  resource?: string;
  /** For 'too-many-requests' and 'unavailable': whole seconds the client should wait. */
  retryAfterSeconds?: number;
  /** Field path to message, for forms. */
  fields?: Record<string, string>;
}

/** An error the caller caused or must be told of; its message is safe to show. */
export class ExpectedError extends Error {
  readonly code: ErrorCode;
  readonly resource: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly fields: Record<string, string> | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message);
    this.name = 'ExpectedError';
    this.code = code;
    this.resource = options.resource;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.fields = options.fields;
  }
}

/** The one error body of both listeners. `code` is there on the console only. */
export const errorBodySchema = z.object({
  error: z.string(),
  message: z.string(),
  info: z.string(),
  code: z.enum(errorCodes).or(z.literal('internal')).optional(),
  fields: z.record(z.string(), z.string()).optional(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** Ends a switch over a union; a forgotten member fails to compile. */
export function assertNever(value: never): never {
  throw new Error(`unexpected member ${JSON.stringify(value)}`);
}
