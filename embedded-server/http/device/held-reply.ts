/** An answer that is not there yet: blanks before its JSON keep the line, and whoever watches over it, awake. */
import type { FastifyReply } from 'fastify';

import type { Clock, Timer } from '../../clock.ts';
import { errorHeaders } from '../server-options.ts';
import { replyMediaType } from './wire.ts';

const blankEveryMs = 10_000;

export class HeldReply {
  readonly #reply: FastifyReply;
  readonly #timer: Timer;
  #hasBegun = false;

  constructor(reply: FastifyReply, clock: Clock) {
    this.#reply = reply;
    this.#timer = clock.every(blankEveryMs, () => this.#blank());
  }

  /** Status and headers have gone out; only a body can follow. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** No more blanks. */
  end(): void {
    this.#timer.cancel();
  }

  /** Send what the answer is in the end. */
  send(text: string | Buffer): FastifyReply {
    this.#reply.raw.end(text);
    return this.#reply;
  }

  #blank(): void {
    const { raw } = this.#reply;
    if (raw.destroyed) return;
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#reply.hijack();
      raw.writeHead(200, { ...errorHeaders, 'content-type': replyMediaType(null) });
    }
    raw.write(' ');
  }
}
