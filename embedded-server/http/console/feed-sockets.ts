/** The live feed's sockets: subscribe, beat, cut off who cannot keep up, close when the session ends. */
import type { WebSocket } from '@fastify/websocket';

import type { FeedMessage } from '#contract/feed.ts';
import type { SessionEnding } from '#contract/locks.ts';

import type { Clock, Timer } from '../../clock.ts';
import type { Feed } from '../../feed/feed.ts';
import type { LiveSession, Sessions } from '../../tenants/sessions.ts';

const beatMs = 1_000;
/** More than this waiting for a client to take it, and it is cut off; it comes back and names what it saw last. */
const maxWaitingBytes = 8 * 1024 * 1024;
/** Tabs of one session; beyond that the oldest line gives way. */
const maxPerSession = 20;

/** Close codes of the private range (RFC 6455, 7.4.2). */
const sessionEndedCode = 4401;
const tooManyCode = 4429;

interface Line {
  socket: WebSocket;
  sessionKey: string;
}

export class FeedSockets {
  readonly #clock: Clock;
  readonly #lines = new Set<Line>();
  readonly #timer: Timer;
  readonly #stopListening: () => void;

  constructor(sessions: Sessions, clock: Clock) {
    this.#clock = clock;
    this.#timer = clock.every(beatMs, () => this.#beat());
    this.#stopListening = sessions.onEnd((session, ending) => this.#endSession(session, ending));
  }

  /** Connect a socket to a feed. @param since the last id the client saw, or null. */
  open(socket: WebSocket, session: LiveSession, feed: Feed, since: string | null): void {
    this.#makeRoom(session.key);
    const line: Line = { socket, sessionKey: session.key };
    this.#lines.add(line);
    const unsubscribe = feed.subscribe(since, (message) => send(socket, message));
    socket.on('close', () => {
      unsubscribe();
      this.#lines.delete(line);
    });
    // A broken line is closed right after; there is nobody to tell.
    socket.on('error', () => socket.terminate());
  }

  /** How many lines are open. */
  get size(): number {
    return this.#lines.size;
  }

  close(): void {
    this.#timer.cancel();
    this.#stopListening();
    for (const { socket } of this.#lines) socket.terminate();
  }

  #beat(): void {
    for (const { socket } of this.#lines) send(socket, { kind: 'beat', timeMs: this.#clock.now() });
  }

  #ofSession(key: string): Line[] {
    return [...this.#lines].filter((line) => line.sessionKey === key);
  }

  #endSession({ key }: LiveSession, ending: SessionEnding): void {
    for (const { socket } of this.#ofSession(key)) {
      send(socket, { kind: 'session-ended', ending });
      socket.close(sessionEndedCode);
    }
  }

  #makeRoom(key: string): void {
    const lines = this.#ofSession(key);
    if (lines.length >= maxPerSession) lines[0]?.socket.close(tooManyCode);
  }
}

function send(socket: WebSocket, message: FeedMessage): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > maxWaitingBytes) socket.terminate();
  else socket.send(JSON.stringify(message));
}
