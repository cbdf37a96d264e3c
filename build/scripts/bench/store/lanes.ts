/** Requests over connections that stay open, one at a time on each, with the time each took. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer, AnswerReader } from './answers.ts';

export interface LaneSettings {
  port: number;
  connections: number;
  makeReader(): AnswerReader;
  /** Sent and answered on each connection before the clock starts. */
  greetings: readonly Buffer[];
  /** Requests a second over all connections; null = the next one as soon as the last is answered. */
  perSecond: number | null;
  /** Whether a request that could not go out in time has taken longer by that: true of readings that come by themselves. */
  countsWaiting: boolean;
  /** Whether a request is sent once more, on a new connection, when its own breaks. */
  sendsAgain: boolean;
}

export interface LaneCount {
  seconds: number;
  /** Ms of each request, in no order. */
  tookMs: Float64Array;
  refused: number;
  sentBytes: number;
  answerBytes: number;
  /** The first refusal, as it came. */
  refusal: string;
}

class Lane {
  readonly #socket: Socket;
  readonly #reader: AnswerReader;
  #answered: (answer: Answer) => void = () => undefined;
  #failed: (error: Error) => void = () => undefined;

  constructor(socket: Socket, reader: AnswerReader) {
    this.#socket = socket.setNoDelay(true);
    this.#reader = reader;
    socket.on('data', (chunk: Buffer) => {
      const answer = reader.feed(chunk);
      if (answer) this.#answered(answer);
    });
    socket.on('error', (error) => this.#failed(error));
    socket.on('close', () => this.#failed(new Error('the connection was closed')));
  }

  static async open(port: number, reader: AnswerReader): Promise<Lane> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Lane(socket, reader);
  }

  /** @throws when the connection breaks. */
  ask(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('the connection was closed'));
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
  }

  end(): void {
    this.#failed = () => undefined;
    this.#socket.destroy();
  }
}

/** Requests handed out one after the other, and what became of them. */
class Sending {
  readonly #requests: readonly Buffer[];
  readonly #settings: LaneSettings;
  readonly #everyMs: number;
  readonly #startMs = performance.now();
  readonly count: LaneCount;
  #next = 0;

  constructor(requests: readonly Buffer[], settings: LaneSettings) {
    this.#requests = requests;
    this.#settings = settings;
    this.#everyMs = settings.perSecond === null ? 0 : 1000 / settings.perSecond;
    this.count = { seconds: 0, tookMs: new Float64Array(requests.length), refused: 0, sentBytes: 0, answerBytes: 0, refusal: '' };
  }

  /** Send on a lane until nothing is left. @returns the lane it ended on. */
  async run(first: Lane): Promise<Lane> {
    let lane = first;
    for (let index = this.#next++; index < this.#requests.length; index = this.#next++) {
      const request = this.#requests[index] ?? Buffer.alloc(0);
      const lateMs = await this.#due(index);
      const sentMs = performance.now();
      lane = await this.#exchange(lane, request);
      this.count.tookMs[index] = performance.now() - sentMs + lateMs;
    }
    return lane;
  }

  /** Resolves when a request may go out. @returns by how much that is too late. */
  async #due(index: number): Promise<number> {
    if (this.#everyMs === 0) return 0;
    const waitMs = this.#startMs + index * this.#everyMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    return this.#settings.countsWaiting ? Math.max(0, -waitMs) : 0;
  }

  /** Servers close what stood still for too long, also while a request is on its way: then it is sent once more, as clients do. */
  async #exchange(lane: Lane, request: Buffer): Promise<Lane> {
    try {
      this.#answered(request, await lane.ask(request));
      return lane;
    } catch (error) {
      if (!this.#settings.sendsAgain) throw error;
      const fresh = await openLane(this.#settings);
      this.#answered(request, await fresh.ask(request));
      return fresh;
    }
  }

  #answered(request: Buffer, { ok, bytes, text }: Answer): void {
    this.count.sentBytes += request.length;
    this.count.answerBytes += bytes;
    if (!ok) this.#refused(text);
  }

  #refused(text: string): void {
    this.count.refused += 1;
    this.count.refusal ||= text;
  }
}

async function openLane({ port, makeReader, greetings }: Pick<LaneSettings, 'port' | 'makeReader' | 'greetings'>): Promise<Lane> {
  const lane = await Lane.open(port, makeReader());
  for (const greeting of greetings) {
    const { ok, text } = await lane.ask(greeting);
    if (!ok) throw new Error(`the connection was refused: ${text}`);
  }
  return lane;
}

/** Send all requests; refusals are counted. @throws when a connection breaks, or breaks again. */
export async function sendAll(requests: readonly Buffer[], settings: LaneSettings): Promise<LaneCount> {
  const lanes = await Promise.all(Array.from({ length: Math.min(settings.connections, requests.length) }, () => openLane(settings)));
  const sending = new Sending(requests, settings);
  const startMs = performance.now();
  const used = await Promise.all(lanes.map((lane) => sending.run(lane)));
  sending.count.seconds = (performance.now() - startMs) / 1000;
  for (const lane of used) lane.end();
  return sending.count;
}

/** Ask a few things on a connection of their own. @throws when it is refused. */
export async function askOnce(port: number, reader: AnswerReader, requests: readonly Buffer[]): Promise<void> {
  const lane = await openLane({ port, makeReader: () => reader, greetings: requests });
  lane.end();
}
