/** One request after the other to the device listener as an administrator's program, each tried until it is stored or refused. */
import { setTimeout as sleep } from 'node:timers/promises';

import { outcomeOf, waitBeforeNext } from '../replay/post-outcome.ts';
import { Trouble } from '../replay/trouble.ts';

/** Tries of one request before the seeding ends. */
const maxTries = 12;
const shownLength = 300;
const vendor = 'application/vnd.com.nsn.cumulocity.';

export class SeedSender {
  readonly #deviceUrl: string;
  readonly #authorization: string;
  readonly #stop: AbortSignal;

  /** @param account `tenant/user:password`. */
  constructor(deviceUrl: string, account: string, stop: AbortSignal) {
    this.#deviceUrl = deviceUrl;
    this.#authorization = `Basic ${Buffer.from(account).toString('base64')}`;
    this.#stop = stop;
  }

  /** Post a managed object, below another one where a path says so. @returns its id. */
  async create(path: string, body: object): Promise<string> {
    const response = await this.#post(path, `${vendor}managedobject+json`, body);
    const id = response.headers.get('location')?.split('/').at(-1);
    if (!id) throw new Trouble('refused', `The core created something at ${path} and did not say where.`);
    return id;
  }

  /** Post something whose answer is of no interest. */
  async post(path: string, mediaType: string, body: object): Promise<void> {
    await this.#post(path, `${vendor}${mediaType}+json`, body);
  }

  async #post(path: string, contentType: string, body: object): Promise<Response> {
    const text = JSON.stringify(body);
    for (let tries = 1; ; tries += 1) {
      this.#stop.throwIfAborted();
      const answer = await this.#try(path, contentType, text);
      if (answer instanceof Response) return answer;
      if (tries === maxTries) throw new Trouble('unreachable', `Given up after ${maxTries} tries: ${answer.reason}`);
      await sleep(waitBeforeNext(tries, answer.afterMs, Math.random()), undefined, { signal: this.#stop });
    }
  }

  /** @throws Trouble 'refused' when trying again is of no use. */
  async #try(path: string, contentType: string, body: string): Promise<Response | { reason: string; afterMs: number | null }> {
    let response: Response;
    try {
      // An empty Accept asks for an empty answer.
      const headers = { authorization: this.#authorization, 'content-type': contentType, accept: '' };
      response = await fetch(new URL(path, this.#deviceUrl), { method: 'POST', headers, body, signal: this.#stop });
    } catch (error) {
      this.#stop.throwIfAborted();
      return { reason: `no answer (${error instanceof Error ? error.message : String(error)})`, afterMs: null };
    }
    const answer = await response.text();
    const outcome = outcomeOf(response.status, response.headers.get('retry-after'));
    if (outcome.kind === 'stored') return response;
    if (outcome.kind === 'again') return outcome;
    throw new Trouble('refused', `The core answered ${response.status} to POST ${path}: ${answer.slice(0, shownLength)}`);
  }
}
