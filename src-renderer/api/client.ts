/** The one way to the core: calls typed by the contract's table, replies parsed by it. */
import type { z } from 'zod';

import { type CallInput, type CallReply, type ConsoleCall, consoleApi, shownTenantHeader } from '#contract/console-api.ts';
import type { Endpoint } from '#contract/endpoint.ts';

import { ApiError, errorFromReply } from './api-error.ts';
import { type ApiRequest, requestOf } from './request.ts';
import { shownTenant } from './shown-tenant.ts';

/** The contract's table, seen so that the reply of a call is known from its name. */
const endpoints: { [Name in ConsoleCall]: Pick<Endpoint, 'method' | 'path'> & { reply: z.ZodType<CallReply<Name>> } } =
  consoleApi;

/** Longer than any honest answer; a core that hangs is told from one that is busy. */
const patienceMs = 30_000;

async function send({ method, url, body }: ApiRequest, signal: AbortSignal | undefined): Promise<Response> {
  const patience = AbortSignal.timeout(patienceMs);
  const tenant = shownTenant();
  const request: RequestInit = {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== null && { 'content-type': 'application/json' }),
      ...(tenant !== null && { [shownTenantHeader]: tenant }),
    },
    body,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
  };
  try {
    return await fetch(url, request);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('unreachable', error instanceof Error ? error.message : 'no answer');
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseReply<Reply>(schema: z.ZodType<Reply>, body: unknown): Reply {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ApiError('unexpected-reply', parsed.error.message);
  return parsed.data;
}

/**
 * Call an endpoint.
 * @param name its name in the contract's table.
 * @param input parameters, query and body in one object.
 * @throws ApiError with a code; nothing else, unless `signal` aborts it.
 */
export async function call<Name extends ConsoleCall>(
  name: Name,
  input: CallInput<Name>,
  signal?: AbortSignal,
): Promise<CallReply<Name>> {
  const endpoint = endpoints[name];
  const response = await send(requestOf(endpoint, { ...input }), signal);
  const body = await readJson(response);
  if (!response.ok) throw errorFromReply(response.status, body, response.headers.get('retry-after'));
  return parseReply(endpoint.reply, body);
}
