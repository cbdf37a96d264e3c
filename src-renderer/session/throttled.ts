import { ApiError } from '../api/api-error.ts';
import { coreNow } from '../state/now.ts';

/** When the core takes the next try, ms UTC; 0 when it does not ask to wait. */
export function opensAgainMs(error: Error): number {
  const seconds = error instanceof ApiError ? error.retryAfterSeconds : undefined;
  return seconds === undefined ? 0 : coreNow() + seconds * 1000;
}
