/**
 * Answers that wait for slow readers stay in memory until they are read. There is a bound on them, so that a
 * caller that asks for much and reads little cannot fill it.
 */
import type { EventEmitter } from 'node:events';

import { ExpectedError } from '#contract/errors.ts';

export interface UnreadLimits {
  /** Who leaves so many bytes unread gets no more. */
  perCaller: number;
  /** The same for all callers together. */
  overall: number;
}

const megabyte = 1024 * 1024;
export const defaultUnreadLimits: UnreadLimits = { perCaller: 32 * megabyte, overall: 256 * megabyte };

export class UnreadAnswers {
  readonly #limits: UnreadLimits;
  readonly #bytes = new Map<string, number>();
  #total = 0;

  constructor(limits = defaultUnreadLimits) {
    this.#limits = limits;
  }

  /** To be asked before an answer is made. @throws ExpectedError 'too-many-requests' when too much waits already. */
  requireRoom(caller: string): void {
    if ((this.#bytes.get(caller) ?? 0) < this.#limits.perCaller && this.#total < this.#limits.overall) return;
    throw new ExpectedError('too-many-requests', 'Too many large answers wait to be read', { retryAfterSeconds: 1 });
  }

  /** Count an answer until its response is closed: handed over whole, or broken off. */
  add(caller: string, bytes: number, response: EventEmitter): void {
    this.#change(caller, bytes);
    response.once('close', () => this.#change(caller, -bytes));
  }

  #change(caller: string, bytes: number): void {
    const left = (this.#bytes.get(caller) ?? 0) + bytes;
    if (left > 0) this.#bytes.set(caller, left);
    else this.#bytes.delete(caller);
    this.#total += bytes;
  }
}
