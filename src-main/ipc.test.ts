import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

import type { Answer } from './channels.ts';
import { isTrustedSender, secureHandleOn } from './ipc.ts';

const consoleOrigin = 'http://127.0.0.1:8090';
const top = { origin: consoleOrigin, parent: null };

interface Call {
  senderFrame: { origin: string; parent: unknown } | null;
}

/** Registers one handler and returns how a page would call it. */
function registered(act: (payload: string) => Promise<unknown>, origin: string | null = consoleOrigin) {
  const listeners = new Map<string, (event: Call, payload: unknown) => Promise<Answer>>();
  const secureHandle = secureHandleOn<Call>({ handle: (channel, listener) => listeners.set(channel, listener) }, () => origin);
  secureHandle('test:act', z.string().max(5), act);
  return (senderFrame: Call['senderFrame'], payload: unknown) => listeners.get('test:act')?.({ senderFrame }, payload);
}

const strangers = [
  ['a frame that has gone', null],
  ['a child frame of the console', { origin: consoleOrigin, parent: top }],
  ['another origin', { origin: 'https://example.com', parent: null }],
  ['another port of the same host', { origin: 'http://127.0.0.1:8080', parent: null }],
  ['the same host by another name', { origin: 'http://localhost:8090', parent: null }],
  ['an opaque origin', { origin: 'null', parent: null }],
] as const;

afterEach(() => vi.restoreAllMocks());

describe('isTrustedSender', () => {
  it('trusts the top frame of the console', () => {
    expect(isTrustedSender(top, consoleOrigin)).toBe(true);
  });

  it.each(strangers)('does not trust %s', (_words, frame) => {
    expect(isTrustedSender(frame, consoleOrigin)).toBe(false);
  });

  it('trusts nobody before the core is ready', () => {
    expect(isTrustedSender({ origin: 'null', parent: null }, null)).toBe(false);
  });
});

describe('secureHandle', () => {
  it('hands a checked payload on and answers with the value', async () => {
    const call = registered(async (payload) => `${payload}!`);
    expect(await call(top, 'hello')).toEqual({ ok: true, value: 'hello!' });
  });

  it.each(strangers)('refuses %s without acting', async (_words, frame) => {
    const act = vi.fn(async () => null);
    expect(await registered(act)(frame, 'hello')).toEqual({ ok: false, code: 'sender-refused' });
    expect(act).not.toHaveBeenCalled();
  });

  it.each([undefined, null, 5, 'longer than five', ['hello'], { length: 1 }])('refuses a payload that does not fit: %j', async (payload) => {
    const act = vi.fn(async () => null);
    expect(await registered(act)(top, payload)).toEqual({ ok: false, code: 'payload-refused' });
    expect(act).not.toHaveBeenCalled();
  });

  it('answers a failure with its code only: no message, no stack, no path', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const call = registered(async () => {
      throw new Error('EACCES: /home/operator/secret');
    });
    expect(await call(top, 'hello')).toEqual({ ok: false, code: 'failed' });
  });
});
