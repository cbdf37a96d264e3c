/** Requests over connections that stay open, one at a time on each, with the time each took. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

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

  /** Without a promise: this is where the generator spends its time. */
  send(request: Buffer, answered: (answer: Answer) => void, failed: (error: Error) => void): void {
    this.#answered = answered;
    this.#failed = failed;
    this.#socket.write(request);
  }

  ask(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => this.send(request, resolve, reject));
  }

  end(): void {
    this.#failed = () => undefined;
    this.#socket.destroy();
  }
}

/** Requests handed out one after the other, and what became of them. */
class Sending {
  readonly #requests: readonly Buffer[];
  readonly #everyMs: number;
  readonly #countsWaiting: boolean;
  readonly #startMs = performance.now();
  readonly count: LaneCount;
  #next = 0;

  constructor(requests: readonly Buffer[], { perSecond, countsWaiting }: LaneSettings) {
    this.#requests = requests;
    this.#everyMs = perSecond === null ? 0 : 1000 / perSecond;
    this.#countsWaiting = countsWaiting && perSecond !== null;
    this.count = { seconds: 0, tookMs: new Float64Array(requests.length), refused: 0, sentBytes: 0, answerBytes: 0, refusal: '' };
  }

  /** Send on a lane until nothing is left. */
  run(lane: Lane): Promise<void> {
    return new Promise((resolve, reject) => {
      const step = (): void => {
        const index = this.#next;
        const request = this.#requests[index];
        if (!request) return resolve();
        this.#next += 1;
        const waitMs = this.#startMs + index * this.#everyMs - performance.now();
        if (waitMs > 0 && this.#everyMs > 0) setTimeout(() => this.#exchange(lane, request, index, 0, step, reject), waitMs);
        else this.#exchange(lane, request, index, this.#countsWaiting ? -waitMs : 0, step, reject);
      };
      step();
    });
  }

  #exchange(lane: Lane, request: Buffer, index: number, lateMs: number, done: () => void, failed: (error: Error) => void): void {
    const { count } = this;
    const sentMs = performance.now();
    count.sentBytes += request.length;
    lane.send(
      request,
      ({ ok, bytes, text }) => {
        count.tookMs[index] = performance.now() - sentMs + lateMs;
        count.answerBytes += bytes;
        if (!ok) this.#refused(text);
        done();
      },
      failed,
    );
  }

  #refused(text: string): void {
    this.count.refused += 1;
    this.count.refusal ||= text;
  }
}

async function openLane({ port, makeReader, greetings }: LaneSettings): Promise<Lane> {
  const lane = await Lane.open(port, makeReader());
  for (const greeting of greetings) {
    const { ok, text } = await lane.ask(greeting);
    if (!ok) throw new Error(`the connection was refused: ${text}`);
  }
  return lane;
}

/** Send all requests. @throws when a connection breaks; refusals are counted. */
export async function sendAll(requests: readonly Buffer[], settings: LaneSettings): Promise<LaneCount> {
  const lanes = await Promise.all(Array.from({ length: Math.min(settings.connections, requests.length) }, () => openLane(settings)));
  const sending = new Sending(requests, settings);
  const startMs = performance.now();
  await Promise.all(lanes.map((lane) => sending.run(lane)));
  sending.count.seconds = (performance.now() - startMs) / 1000;
  for (const lane of lanes) lane.end();
  return sending.count;
}
