/** Real time over a WebSocket: messages go out as they come, the connect is answered when its time is over. */
import type { WebSocket } from '@fastify/websocket';

import { ExpectedError } from '#contract/errors.ts';
import type { JsonObject } from '#contract/wire.ts';

import type { Timer } from '../../../clock.ts';
import type { OpenTenant } from '../../../flows/open-tenant.ts';
import { logger } from '../../../log.ts';
import { parseBayeux, refused, unknownClient, type BayeuxMessage } from '../../../realtime/bayeux.ts';
import type { Parcel } from '../../../realtime/realtime-client.ts';
import type { Caller } from '../../../tenants/caller.ts';
import { parseJson } from '../../limits.ts';
import { answerMessages, connected, type Client, type Connect, type Endpoint } from './conversation.ts';
import { guard } from './guard.ts';

const log = logger('realtime');

/** More than this on its way, and the rest waits in the client's queue, which is bounded. */
const maxUnreadBytes = 1024 * 1024;
/** Close codes of RFC 6455, 7.4.1. */
const closeCodes = { malformed: 1007, policy: 1008, busy: 1013, bug: 1011 } as const;

export interface Admitted {
  caller: Caller;
  tenant: OpenTenant;
}

/** What a socket needs of the listener. */
export interface SocketSurroundings {
  endpoint: Endpoint;
  baseUrl: string;
  /** Who a credential stands for. @throws ExpectedError. */
  enter(authorization: string | undefined): Promise<Admitted>;
  /** @throws ExpectedError 'too-many-requests'. */
  count(caller: Caller): void;
  recheck(authorization: string | undefined): Promise<Caller | null>;
}

export class RealtimeSocket {
  readonly #socket: WebSocket;
  readonly #around: SocketSurroundings;
  #authorization: string | undefined;
  #admitted: Admitted | undefined;
  #client: Client | undefined;
  #connect: { reply: JsonObject; timer: Timer } | undefined;
  #guard: Timer | undefined;
  #release: (() => void) | undefined;
  #isFlushing = false;
  /** Messages are answered in their order. */
  #turn: Promise<void> = Promise.resolve();

  /** @param admitted by the upgrade's Authorization header; without one the handshake brings the credential. */
  constructor(socket: WebSocket, around: SocketSurroundings, authorization: string | undefined, admitted: Admitted | undefined) {
    this.#socket = socket;
    this.#around = around;
    this.#authorization = authorization;
    this.#admitted = admitted;
    socket.on('message', (data, isBinary) => this.#hear(data as Buffer, isBinary));
    socket.on('close', () => this.#detach());
    // A broken line is closed right after; there is nobody to tell.
    socket.on('error', () => socket.terminate());
  }

  /** Whether it has said who it is. */
  get isKnown(): boolean {
    return this.#admitted !== undefined;
  }

  #hear(data: Buffer, isBinary: boolean): void {
    this.#turn = this.#turn.then(() => this.#answer(data, isBinary)).catch((error: unknown) => this.#fail(error));
  }

  async #answer(data: Buffer, isBinary: boolean): Promise<void> {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (isBinary) throw new ExpectedError('malformed', 'Messages are JSON text');
    // An empty message keeps the line awake.
    if (data.byteLength === 0) return;
    const messages = parseBayeux(parseJson(data));
    const admitted = await this.#admit(messages);
    if (!admitted) return this.#say(messages.map((message) => this.#denied(message)));
    this.#around.count(admitted.caller);
    const { replies, connect } = answerMessages({ ...admitted, ...this.#around }, messages);
    this.#say(replies);
    this.#follow(admitted.tenant, messages, replies, connect);
  }

  /** Who speaks: known from the upgrade, or from a handshake that brings a credential. */
  async #admit(messages: readonly BayeuxMessage[]): Promise<Admitted | undefined> {
    const authorization = messages.find(({ channel }) => channel === '/meta/handshake')?.authorization;
    if (authorization !== undefined && authorization !== this.#authorization) {
      this.#admitted = await this.#around.enter(authorization).catch((error: unknown) => this.#refuse(error));
      this.#authorization = authorization;
    }
    return this.#admitted;
  }

  #refuse(error: unknown): undefined {
    if (error instanceof ExpectedError && error.code !== 'too-many-requests') return undefined;
    throw error;
  }

  #denied(message: BayeuxMessage): JsonObject {
    if (message.channel !== '/meta/handshake') return unknownClient(message);
    return refused(message, '403::Handshake denied', { advice: { reconnect: 'none' } });
  }

  /** Serve the client that speaks from now on. */
  #follow(tenant: OpenTenant, messages: readonly BayeuxMessage[], replies: readonly JsonObject[], connect: Connect | undefined): void {
    if (!connect) return;
    if (this.#client !== connect.client) this.#attach(tenant, connect.client);
    this.#answerConnect();
    const { client, message, holdMs } = connect;
    if (client.isOver) return this.#say([unknownClient(message)]);
    this.#connect = { reply: connected(message), timer: tenant.clock.every(Math.max(1, holdMs), () => this.#answerConnect()) };
    if (holdMs === 0) this.#answerConnect();
  }

  #attach(tenant: OpenTenant, client: Client): void {
    this.#detach();
    client.release?.();
    this.#client = client;
    this.#release = tenant.realtime.hold(client);
    this.#guard = guard(tenant, client, () => this.#around.recheck(this.#authorization));
    client.release = () => this.#detach();
    client.onWake = () => this.#flushSoon();
    this.#flushSoon();
  }

  #detach(): void {
    this.#connect?.timer.cancel();
    this.#connect = undefined;
    this.#guard?.cancel();
    this.#release?.();
    this.#release = undefined;
    if (this.#client) this.#client.release = this.#client.onWake = undefined;
    this.#client = undefined;
  }

  #answerConnect(): void {
    const held = this.#connect;
    if (!held) return;
    held.timer.cancel();
    this.#connect = undefined;
    this.#say([held.reply]);
  }

  // What the same commit brings is told together.
  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    setImmediate(() => {
      this.#isFlushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    const client = this.#client;
    if (!client) return;
    if (client.isOver) return this.#tellOver();
    if (!client.hasWaiting || this.#socket.readyState !== this.#socket.OPEN || this.#socket.bufferedAmount > maxUnreadBytes) return;
    const parcels = client.take();
    this.#socket.send(`[${parcels.map(({ text }) => text).join(',')}]`, (error) => this.#sent(client, parcels, error));
  }

  #sent(client: Client, parcels: readonly Parcel[], error: Error | null | undefined): void {
    if (error) return client.restore(parcels);
    for (const { sent } of parcels) sent?.();
    this.#flush();
  }

  /** What waited was too much, or the credential is gone: the client has to begin anew. */
  #tellOver(): void {
    this.#say([{ channel: '/meta/connect', successful: false, error: '402::Unknown client', advice: { reconnect: 'handshake', interval: 0 } }]);
    this.#detach();
  }

  #say(messages: readonly JsonObject[]): void {
    if (messages.length > 0 && this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(messages));
  }

  #fail(error: unknown): void {
    const { malformed, policy, busy, bug } = closeCodes;
    if (!(error instanceof ExpectedError)) {
      log.error({ err: error }, 'a real-time message failed unexpectedly');
      this.#socket.close(bug);
    } else if (error.code === 'too-many-requests') this.#socket.close(busy, error.message);
    else this.#socket.close(error.code === 'malformed' ? malformed : policy, error.message.slice(0, 100));
  }
}
