/**
 * Requests whose body may take longer than others': files. The server's time-out is one for all requests, so they
 * are marked and passed over; whoever reads such a body has to see that it moves.
 */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

const marked = new WeakSet<object>();

/** This request's body may take its time. */
export function takesItsTime(request: IncomingMessage): void {
  const { socket } = request;
  marked.add(socket);
  request.once('close', () => marked.delete(socket));
}

export function isSlowBody(socket: Socket): boolean {
  return marked.has(socket);
}
