import { type ErrorCode, errorBodySchema } from '#contract/errors.ts';

/** What can go wrong with a call, as a code the screens turn into words. */
export type ApiErrorCode = ErrorCode | 'internal' | 'unreachable' | 'unexpected-reply';

/** A call that did not do what was asked. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** Form field path to what is wrong with it, in the core's words. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whole seconds the core asks to wait, where it does. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ApiErrorCode, message: string, fields: Record<string, string> = {}, retryAfterSeconds?: number) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The code of anything thrown; what nobody expected counts as the core's fault only if it says so. */
export function errorCodeOf(error: unknown): ApiErrorCode {
  return error instanceof ApiError ? error.code : 'unexpected-reply';
}

/** The error a response with a status outside 2xx means. */
export function errorFromReply(status: number, body: unknown, retryAfter: string | null): ApiError {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return new ApiError(status >= 502 ? 'unreachable' : 'unexpected-reply', `status ${status}`);
  const seconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
  return new ApiError(parsed.data.code ?? 'internal', parsed.data.message, parsed.data.fields, seconds);
}
