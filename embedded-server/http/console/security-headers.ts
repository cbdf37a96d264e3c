/** Headers that tell the browser what a page of the console may do: itself and nothing else. */
import { randomBytes } from 'node:crypto';

/** On every answer. */
export const commonHeaders: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
};

/** For answers that are no page. */
export const bareContentPolicy = "default-src 'none'; frame-ancestors 'none'";

/** A fresh value for one answer. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * Content security policy of the page.
 * @param host value of the request's Host header, one of ours: older browsers do not count the live feed's ws: address as 'self'.
 */
export function pageContentPolicy(nonce: string, host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
