/** A signed-in client of the console listener, typed and checked by the contract's table of endpoints. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { z } from 'zod';

import { consoleApi, type CallInput, type CallReply, type ConsoleCall } from '#contract/console-api.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { errorBodySchema } from '#contract/errors.ts';

import { Trouble } from './trouble.ts';

export interface ConsoleClient {
  call<K extends ConsoleCall>(name: K, input: CallInput<K>): Promise<CallReply<K>>;
}

interface Connection {
  /** `http://host:port`, which is also the Origin. */
  origin: string;
  cookie: string | null;
}

/** The contract's table, seen so that the reply of a call is known from its name. */
const endpoints: { [Name in ConsoleCall]: Pick<Endpoint, 'method' | 'path'> & { reply: z.ZodType<CallReply<Name>> } } = consoleApi;

/** Tries in all while the core answers 429. */
const maxTries = 10;

function targetOf(path: string, input: Readonly<Record<string, unknown>>): { path: string; rest: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...input };
  const filled = path.replaceAll(/:(\w+)/g, (_part, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  return { path: filled, rest };
}

function queryOf(rest: Record<string, unknown>): string {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}

async function send({ origin, cookie }: Connection, name: ConsoleCall, input: Readonly<Record<string, unknown>>): Promise<Response> {
  const { method, path } = endpoints[name];
  const target = targetOf(path, input);
  const hasBody = method === 'POST' || method === 'PUT';
  const headers = { origin, ...(cookie !== null && { cookie }), ...(hasBody && { 'content-type': 'application/json' }) };
  const url = `${origin}${target.path}${hasBody ? '' : queryOf(target.rest)}`;
  try {
    return await fetch(url, { method, headers, ...(hasBody && { body: JSON.stringify(target.rest) }) });
  } catch {
    throw new Trouble('unreachable', `No answer from the console at ${origin}. Is Valvomo running there?`);
  }
}

async function refusal(name: ConsoleCall, response: Response): Promise<Trouble> {
  const text = await response.text();
  const { method, path } = endpoints[name];
  let message = text.slice(0, 300);
  try {
    message = errorBodySchema.parse(JSON.parse(text)).message;
  } catch {
    // Not our error body: its text is said as it is.
  }
  return new Trouble('refused', `The console refused ${method} ${path} (${response.status}): ${message}`);
}

async function accepted(connection: Connection, name: ConsoleCall, input: Readonly<Record<string, unknown>>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await send(connection, name, input);
    if (response.ok) return response;
    if (response.status !== 429 || tries === maxTries) throw await refusal(name, response);
    await sleep(Number(response.headers.get('retry-after') ?? '1') * 1000);
  }
}

async function replyOf<K extends ConsoleCall>(name: K, response: Response): Promise<CallReply<K>> {
  const { reply, path }: { reply: z.ZodType<CallReply<K>>; path: string } = endpoints[name];
  const parsed = reply.safeParse(await response.json());
  if (!parsed.success) throw new Trouble('refused', `The console's answer to ${path} is not understood; is it another version?`);
  return parsed.data;
}

function clientOf(connection: Connection): ConsoleClient {
  return {
    async call(name, input) {
      return replyOf(name, await accepted(connection, name, { ...input }));
    },
  };
}

/** Where the device listener is, by what the console says; needs no session. */
export async function deviceUrlOf(consoleUrl: string): Promise<string> {
  const client = clientOf({ origin: new URL(consoleUrl).origin, cookie: null });
  return (await client.call('state', {})).deviceUrl;
}

/** Sign in, do something, sign out. */
export async function withSession<T>(
  consoleUrl: string,
  account: { userName: string; password: string },
  action: (client: ConsoleClient) => Promise<T>,
): Promise<T> {
  const origin = new URL(consoleUrl).origin;
  const response = await accepted({ origin, cookie: null }, 'login', account);
  const cookie = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]).join('; ');
  const client = clientOf({ origin, cookie });
  try {
    return await action(client);
  } finally {
    await client.call('logout', {}).catch(() => undefined);
  }
}
