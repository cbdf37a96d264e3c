/** One request that needs no credential. */
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ExpectedError } from '#contract/errors.ts';

import type { CallContext } from './call-context.ts';
import { queryOf } from './device-request.ts';
import { send } from './dispatch.ts';
import type { PublicRequest, PublicRoute } from './route.ts';
import { bareMediaType } from './wire.ts';

const maxFormBytes = 16 * 1024;

/** @throws ExpectedError 'unsupported-media-type', 'too-large' for what is no small form. */
function formOf({ body, headers }: FastifyRequest): URLSearchParams {
  if (!(body instanceof Uint8Array) || body.byteLength === 0) return new URLSearchParams();
  if (bareMediaType(headers['content-type']) !== 'application/x-www-form-urlencoded') {
    throw new ExpectedError('unsupported-media-type', "Send 'Content-Type: application/x-www-form-urlencoded'");
  }
  if (body.byteLength > maxFormBytes) throw new ExpectedError('too-large', 'The form is too large');
  return new URLSearchParams(Buffer.from(body).toString('utf8'));
}

function publicRequest(request: FastifyRequest, context: CallContext): PublicRequest {
  return {
    baseUrl: context.baseUrlOf(request),
    query: queryOf(request),
    form: formOf(request),
    grantToken: (credential) => context.grantToken(credential, request.ip),
  };
}

/** Answer a route that needs no credential. */
export async function callPublicRoute(
  route: PublicRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  context: CallContext,
): Promise<FastifyReply> {
  context.requireApplications();
  return send(request, reply, await route.answer(publicRequest(request, context)), context);
}
