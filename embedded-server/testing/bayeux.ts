/** Real time over long-polling, as a plain client does it. */
import { expect } from 'vitest';

import type { WireClient } from './wire-client.ts';

export interface BayeuxAnswer {
  channel: string;
  id?: string;
  clientId?: string;
  successful?: boolean;
  error?: string;
  advice?: { reconnect: string };
  data?: unknown;
}

export async function say(client: WireClient, messages: unknown, path = '/notification/realtime'): Promise<BayeuxAnswer[]> {
  const { status, body } = await client.post(path, messages);
  expect(status).toBe(200);
  return body as BayeuxAnswer[];
}

/** Shake hands and subscribe. @returns the client's id. */
export async function listen(client: WireClient, subscriptions: string[], path?: string): Promise<string> {
  const [hello] = await say(client, [{ channel: '/meta/handshake', version: '1.0', id: '1' }], path);
  const clientId = hello?.clientId ?? '';
  const [answer] = await say(client, [{ channel: '/meta/subscribe', clientId, subscription: subscriptions, id: '2' }], path);
  expect(answer).toMatchObject({ successful: true, id: '2' });
  return clientId;
}

/** What waits, without holding. */
export async function fetchNow(client: WireClient, clientId: string, path?: string): Promise<BayeuxAnswer[]> {
  const messages = await say(client, [{ channel: '/meta/connect', clientId, connectionType: 'long-polling', advice: { timeout: 0 } }], path);
  return messages.filter(({ channel }) => channel !== '/meta/connect');
}

/** Channel and action of each message. */
export function told(messages: BayeuxAnswer[]): string[] {
  return messages.map(({ channel, data }) => `${channel} ${(data as { realtimeAction: string }).realtimeAction}`);
}
