/**
 * Keeps the connections of a listener within bounds, so that nobody can take them all: neither by opening
 * many, nor by asking for much and never reading it.
 */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** Open at once. */
  overall: number;
  /** Open at once from one address. */
  perAddress: number;
  /** Ms without a byte going after which an unread answer is given up; Node may need twice as long to notice. */
  unreadMs: number;
}

export const defaultConnectionLimits: ConnectionLimits = { overall: 2_000, perAddress: 600, unreadMs: 10_000 };

class Connections {
  /** By address; within one the oldest first. */
  readonly #open = new Map<string, Set<Socket>>();
  /** Requests being answered. */
  readonly #busy = new Map<Socket, number>();
  #count = 0;

  /** Take a new connection in, if need be in place of an idle one. @returns false when there is no room. */
  admit(socket: Socket, limits: ConnectionLimits): boolean {
    const address = socket.remoteAddress ?? '';
    const same = this.#open.get(address) ?? new Set();
    if (same.size >= limits.perAddress && !this.#endIdle(same)) return false;
    if (this.#count >= limits.overall && !this.#endIdle(this.#largest())) return false;
    this.#open.set(address, same.add(socket));
    this.#count += 1;
    socket.once('close', () => this.#forget(address, socket));
    return true;
  }

  begin(socket: Socket, response: ServerResponse): void {
    this.hold(socket);
    response.once('close', () => {
      const left = (this.#busy.get(socket) ?? 1) - 1;
      if (left > 0) this.#busy.set(socket, left);
      else this.#busy.delete(socket);
    });
  }

  /** It is in use from now on. */
  hold(socket: Socket): void {
    this.#busy.set(socket, (this.#busy.get(socket) ?? 0) + 1);
  }

  isBusy(socket: Socket): boolean {
    return this.#busy.has(socket);
  }

  #endIdle(sockets: ReadonlySet<Socket>): boolean {
    for (const socket of sockets) {
      if (this.#busy.has(socket)) continue;
      this.#forget(socket.remoteAddress ?? '', socket);
      socket.destroy();
      return true;
    }
    return false;
  }

  #largest(): ReadonlySet<Socket> {
    return [...this.#open.values()].reduce((most, sockets) => (sockets.size > most.size ? sockets : most), new Set());
  }

  #forget(address: string, socket: Socket): void {
    this.#busy.delete(socket);
    const same = this.#open.get(address);
    if (!same?.delete(socket)) return;
    this.#count -= 1;
    if (same.size === 0) this.#open.delete(address);
  }
}

/** Hold a server to its bounds. To be called before it listens. */
export function limitConnections(server: Server, limits = defaultConnectionLimits): void {
  const connections = new Connections();
  server.on('connection', (socket) => {
    if (!connections.admit(socket, limits)) socket.destroy();
  });
  server.on('request', ({ socket }, response) => connections.begin(socket, response));
  // Only beside somebody who takes upgrades: alone it would leave such requests without an answer.
  server.once('listening', () => {
    if (server.listenerCount('upgrade') > 0) server.on('upgrade', ({ socket }) => connections.hold(socket));
  });
  // Silent for so long, or kept alive for nothing. Only who waits for an answer that is not there yet may be silent.
  server.setTimeout(limits.unreadMs, (socket) => {
    if (socket.writableLength > 0 || !connections.isBusy(socket)) socket.destroy();
  });
}
