/** What a client says over Bayeux and what it is answered, whichever way the messages came. Only a connect may have to wait. */
import type { JsonObject } from '#contract/wire.ts';

import type { Change } from '../../../flows/change.ts';
import { mayTouch } from '../../../flows/device-scope.ts';
import type { OpenTenant } from '../../../flows/open-tenant.ts';
import type { RealtimeParty } from '../../../flows/realtime-party.ts';
import { refused, succeeded, unknownClient, type BayeuxMessage } from '../../../realtime/bayeux.ts';
import { parseAgentChannel, parseChannel, type Channel } from '../../../realtime/channel.ts';
import type { RealtimeClient } from '../../../realtime/realtime-client.ts';
import type { Caller } from '../../../tenants/caller.ts';
import { changeText } from '../change-wire.ts';

/** Which of the two endpoints it is: they differ in their channels. */
export type Endpoint = 'realtime' | 'operations';

export type Client = RealtimeClient<RealtimeParty>;

/** Longest time a connect is held, ms, as on the original platform. */
export const longestHoldMs = 5_400_000;

/** Whose messages they are. */
export interface Speaker {
  caller: Caller;
  tenant: OpenTenant;
  baseUrl: string;
  endpoint: Endpoint;
}

/** A connect that has to wait for messages. */
export interface Connect {
  client: Client;
  message: BayeuxMessage;
  holdMs: number;
}

export interface Answers {
  replies: JsonObject[];
  connect?: Connect;
}

function ownerOf({ caller, endpoint }: Speaker): string {
  return `${endpoint} ${caller.tenant}/${caller.userName}`;
}

function partyOf({ caller, tenant, baseUrl }: Speaker): RealtimeParty {
  return { caller, compose: (change: Change) => changeText({ caller, tenant }, baseUrl, change) };
}

function clientOf(speaker: Speaker, { clientId }: BayeuxMessage): Client | undefined {
  return speaker.tenant.realtime.find(clientId, ownerOf(speaker), partyOf(speaker));
}

function handshake(speaker: Speaker, message: BayeuxMessage): JsonObject {
  const client = speaker.tenant.realtime.open(ownerOf(speaker), partyOf(speaker));
  return succeeded(message, {
    clientId: client.id,
    version: '1.0',
    minimumVersion: '1.0',
    supportedConnectionTypes: ['websocket', 'long-polling'],
    advice: { reconnect: 'retry', interval: 0, timeout: longestHoldMs },
  });
}

/** What was asked for, in the form it was asked in. */
function named({ subscriptions }: BayeuxMessage): string | string[] {
  return subscriptions.length === 1 ? (subscriptions[0] ?? '') : subscriptions;
}

/** A reason not to subscribe, or nothing. */
function objection(speaker: Speaker, text: string, channel: Channel | null): string | undefined {
  if (!channel) return `403:${text}:Unknown channel`;
  if (speaker.caller.kind === 'user' || channel.objectId === null) return undefined;
  return mayTouch(speaker, speaker.tenant.successors.of(channel.objectId)) ? undefined : `404:${text}:No such object`;
}

function subscribe(speaker: Speaker, client: Client, message: BayeuxMessage): JsonObject {
  const parse = speaker.endpoint === 'operations' ? parseAgentChannel : parseChannel;
  const channels = message.subscriptions.map((text) => ({ text, channel: parse(text) }));
  const subscription = named(message);
  const wrong = channels.flatMap(({ text, channel }) => objection(speaker, text, channel) ?? [])[0];
  if (wrong !== undefined || channels.length === 0) return refused(message, wrong ?? '400::No subscription', { subscription });
  const all = channels.every(({ channel }) => channel && speaker.tenant.realtime.subscribe(client, channel));
  return all ? succeeded(message, { subscription }) : refused(message, '403::Too many subscriptions', { subscription });
}

function unsubscribe({ endpoint, tenant }: Speaker, client: Client, message: BayeuxMessage): JsonObject {
  const parse = endpoint === 'operations' ? parseAgentChannel : parseChannel;
  for (const text of message.subscriptions) tenant.realtime.unsubscribe(client, parse(text)?.name ?? text);
  return succeeded(message, { subscription: named(message) });
}

/** The reply to a connect that has waited. */
export function connected(message: BayeuxMessage): JsonObject {
  return succeeded(message, { advice: { reconnect: 'retry', interval: 0, timeout: longestHoldMs } });
}

function replyOf(speaker: Speaker, client: Client, message: BayeuxMessage): JsonObject {
  switch (message.channel) {
    case '/meta/subscribe':
      return subscribe(speaker, client, message);
    case '/meta/unsubscribe':
      return unsubscribe(speaker, client, message);
    case '/meta/disconnect':
      speaker.tenant.realtime.end(client);
      return succeeded(message);
    default:
      return refused(message, `403:${message.channel}:Nothing can be published here`);
  }
}

/** Answer messages in their order. @throws ExpectedError 'too-many-requests' for one client too many. */
export function answerMessages(speaker: Speaker, messages: readonly BayeuxMessage[]): Answers {
  const answers: Answers = { replies: [] };
  for (const message of messages) {
    if (message.channel === '/meta/handshake') {
      answers.replies.push(handshake(speaker, message));
      continue;
    }
    const client = clientOf(speaker, message);
    if (!client) answers.replies.push(unknownClient(message));
    else if (message.channel === '/meta/connect' && !answers.connect) {
      answers.connect = { client, message, holdMs: Math.min(message.timeoutMs ?? longestHoldMs, longestHoldMs) };
    } else answers.replies.push(message.channel === '/meta/connect' ? connected(message) : replyOf(speaker, client, message));
  }
  return answers;
}
