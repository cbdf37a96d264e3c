/**
 * Messages of the Bayeux protocol, as strangers send them (https://docs.cometd.org/current7/reference/#_bayeux).
 * Pure: what a body says, and the replies to it. A message that makes no sense is refused as a whole, never guessed at.
 */
import { ExpectedError } from '#contract/errors.ts';
import { isJsonObject, type JsonObject } from '#contract/wire.ts';

/** Messages in one request, and channels in one subscription. */
const maxMessages = 100;
const maxChannels = 100;
const maxText = 256;

export interface BayeuxMessage {
  channel: string;
  /** Repeated in the reply, or clients wait for it in vain. */
  id: string | number | undefined;
  clientId: string | undefined;
  subscriptions: string[];
  /** How long a connect wants to be held, ms. */
  timeoutMs: number | undefined;
  /** Credential a handshake carries where headers cannot, or undefined. */
  authorization: string | undefined;
}

function malformed(message: string): ExpectedError {
  return new ExpectedError('malformed', message);
}

function optionalText(value: unknown, field: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value.length > maxText) throw malformed(`'${field}' must be a text of up to ${maxText} characters`);
  return value;
}

function idOf({ id }: JsonObject): string | number | undefined {
  return typeof id === 'number' ? id : optionalText(id, 'id');
}

function channelsOf({ subscription }: JsonObject): string[] {
  const listed = Array.isArray(subscription) ? subscription : [subscription];
  if (listed.length > maxChannels) throw malformed(`A subscription names at most ${maxChannels} channels`);
  return listed.flatMap((channel) => optionalText(channel, 'subscription') ?? []);
}

function timeoutOf({ advice }: JsonObject): number | undefined {
  const timeout = isJsonObject(advice) ? advice['timeout'] : undefined;
  return typeof timeout === 'number' && timeout >= 0 ? timeout : undefined;
}

/** `ext: {"com.cumulocity.authn": {token}}` is basic auth without its first word, or, with dots in it, an access token; `bearer` is a token. */
function authorizationOf({ ext }: JsonObject): string | undefined {
  const authn = isJsonObject(ext) ? ext['com.cumulocity.authn'] : undefined;
  if (!isJsonObject(authn)) return undefined;
  const { token } = authn;
  if (typeof token === 'string') return `${token.includes('.') ? 'Bearer' : 'Basic'} ${token}`;
  return typeof authn['bearer'] === 'string' ? `Bearer ${authn['bearer']}` : undefined;
}

function messageOf(value: unknown): BayeuxMessage {
  if (!isJsonObject(value)) throw malformed('A message must be a JSON object');
  const channel = optionalText(value['channel'], 'channel');
  if (channel === undefined) throw malformed("A message must have a 'channel'");
  return {
    channel,
    id: idOf(value),
    clientId: optionalText(value['clientId'], 'clientId'),
    subscriptions: channelsOf(value),
    timeoutMs: timeoutOf(value),
    authorization: authorizationOf(value),
  };
}

/** Messages out of a body: a list of them, or one alone. @throws ExpectedError 'malformed'. */
export function parseBayeux(body: unknown): BayeuxMessage[] {
  const listed: unknown[] = Array.isArray(body) ? body : [body];
  if (listed.length === 0) throw malformed('There is no message in the body');
  if (listed.length > maxMessages) throw malformed(`At most ${maxMessages} messages in one request`);
  return listed.map(messageOf);
}

/** How a reply to a message begins: its channel, and its id if it had one. */
function replyTo({ channel, id }: BayeuxMessage): JsonObject {
  return { channel, ...(id !== undefined && { id }) };
}

export function succeeded(message: BayeuxMessage, more: JsonObject = {}): JsonObject {
  return { ...replyTo(message), successful: true, ...more };
}

/** @param error `code::words`, as clients take it apart. */
export function refused(message: BayeuxMessage, error: string, more: JsonObject = {}): JsonObject {
  return { ...replyTo(message), successful: false, error, ...more };
}

/** The client is not known, or not any more: it has to begin anew. */
export function unknownClient(message: BayeuxMessage): JsonObject {
  return refused(message, '402::Unknown client', { advice: { reconnect: 'handshake', interval: 0 } });
}
