/** One request on the device listener: what is answered to it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';

import { bodyParts } from './body-parts.ts';
import type { CallContext } from './call-context.ts';
import { deviceRequest } from './device-request.ts';
import { sendFile } from './file-reply.ts';
import { HeldReply } from './held-reply.ts';
import type { DeviceReply, DeviceRoute } from './route.ts';
import { replyMediaType, wantsBody } from './wire.ts';
import type { Admitted } from './wire-call.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by {@link CallContext.admit} before the body is read. */
    admitted?: Admitted;
  }
}

/** Tell who made an answer, in the end, whether it was handed over whole. */
export function settle(response: ServerResponse, settled: DeviceReply['settled']): void {
  if (settled) response.once('close', () => settled(response.writableFinished));
}

/** Send what a handler gave. */
export function send(request: FastifyRequest, reply: FastifyReply, answer: DeviceReply, context: CallContext): FastifyReply {
  settle(reply.raw, answer.settled);
  reply.code(answer.status);
  if (answer.location) reply.header('location', answer.location);
  if (answer.cookies) reply.header('set-cookie', [...answer.cookies]);
  if (answer.file) return sendFile(reply, answer.file);
  if (answer.json !== undefined) {
    context.countAnswer(request, reply.raw, answer.json);
    return reply.header('content-type', replyMediaType(answer.mediaType)).send(answer.json);
  }
  if (answer.text !== undefined) {
    context.countAnswer(request, reply.raw, answer.text);
    return reply.type(answer.textType ?? 'text/plain;charset=UTF-8').send(answer.text);
  }
  const wanted = answer.bodyAlways || wantsBody(request.method, request.headers.accept);
  if (answer.body === undefined || !wanted) return reply.send();
  const text = JSON.stringify(answer.body);
  context.countAnswer(request, reply.raw, text);
  return reply.header('content-type', replyMediaType(answer.mediaType)).send(text);
}

/** Show now and then that somebody is there, until the answer is. */
async function holdReply(answer: Promise<DeviceReply>, request: FastifyRequest, reply: FastifyReply, context: CallContext): Promise<FastifyReply> {
  const held = new HeldReply(reply, context.clock);
  const made = await answer.finally(() => held.end());
  if (!held.hasBegun) return send(request, reply, made, context);
  settle(reply.raw, made.settled);
  context.countAnswer(request, reply.raw, made.json ?? '');
  return held.send(made.json ?? '');
}

/** Run a route's handler and answer. */
export async function callRoute(
  route: DeviceRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  context: CallContext,
): Promise<FastifyReply> {
  const parsed = deviceRequest(route, request, reply.raw, context, () => bodyParts(request));
  context.requireRoom(parsed);
  const answer = route.handle(parsed);
  if (route.held && answer instanceof Promise) return holdReply(answer, request, reply, context);
  // A read's answer is counted before the next pipelined request is looked at: no turn of the loop in between.
  if (!(answer instanceof Promise)) return send(request, reply, answer, context);
  return send(request, reply, await answer, context);
}
