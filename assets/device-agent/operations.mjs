/** Operations: told by real time, asked for where that is not to be had, carried out one after the other. */
import { rmSync } from 'node:fs';

import { Restart, carryOut } from './commands.mjs';
import { readJson } from './files.mjs';
import { Backoff, TryLater, pause } from './wire.mjs';

const endpoint = '/notification/operations';
/** The platform answers a held request before this; one that stays silent for longer is dead. */
const holdMs = 60_000;

export class Operations {
  #done = new Set();

  /** @param {object} device @param {(text: string) => void} log @param {AbortSignal} signal */
  constructor(device, log, signal) {
    this.device = device;
    this.log = log;
    this.signal = signal;
  }

  /** Until it is stopped. @throws {Restart} */
  async run() {
    const backoff = new Backoff(this.device.settings.firstWaitMs);
    while (!this.signal.aborted) {
      try {
        await this.#finishLeftovers();
        await this.#listen(() => backoff.reset());
      } catch (error) {
        if (error instanceof Restart || this.signal.aborted) throw error;
        this.log(`operations: ${error.message}`);
        await pause(backoff.next(error), this.signal);
      }
    }
  }

  get #wire() {
    return this.device.wire;
  }

  /** What was begun before this program was: a restart has thereby worked, anything else broke off. */
  async #finishLeftovers() {
    const restarted = readJson(this.device.restartPath, {}).operationId;
    for (const { id } of await this.#ask('EXECUTING')) {
      const end = id === restarted ? { status: 'SUCCESSFUL' } : { status: 'FAILED', failureReason: 'The device stopped while it was at it' };
      await this.#put(id, end);
    }
    rmSync(this.device.restartPath, { force: true });
  }

  async #ask(status) {
    const { body } = await this.#wire.send('GET', `/devicecontrol/operations?agentId=${this.device.id}&status=${status}&pageSize=100`);
    return body.operations ?? [];
  }

  #put(id, change) {
    return this.#wire.send('PUT', `/devicecontrol/operations/${id}`, { body: change });
  }

  async #say(message, timeoutMs) {
    const { body } = await this.#wire.send('POST', endpoint, { body: [message], timeoutMs, signal: this.signal });
    return Array.isArray(body) ? body : [];
  }

  /** @returns {Promise<string | undefined>} undefined where real time is not to be had: it is missing, refused or in trouble */
  async #handshake() {
    try {
      const [hello] = await this.#say({ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] });
      return hello?.successful === false ? undefined : hello?.clientId;
    } catch (error) {
      if (error instanceof TryLater) return undefined;
      throw error;
    }
  }

  /** Subscribe, then look at what waited before: in this order nothing falls between. @param {() => void} wellDone */
  async #listen(wellDone) {
    const clientId = await this.#handshake();
    if (clientId === undefined) return this.#poll(wellDone);
    const [subscribed] = await this.#say({ channel: '/meta/subscribe', clientId, subscription: `/${this.device.id}` });
    if (!subscribed?.successful) return this.#poll(wellDone);
    await this.#workOff(await this.#ask('PENDING'));
    wellDone();
    while (!this.signal.aborted) {
      const messages = await this.#say({ channel: '/meta/connect', clientId, connectionType: 'long-polling', advice: { timeout: holdMs } }, holdMs + 30_000);
      await this.#workOff(messages.filter(({ data }) => data).map(({ data }) => data));
      if (messages.some(({ advice }) => advice?.reconnect === 'handshake')) return;
    }
  }

  /** @param {() => void} wellDone */
  async #poll(wellDone) {
    await this.#workOff(await this.#ask('PENDING'));
    wellDone();
    await pause(this.device.settings.pollEverySeconds * 1000, this.signal);
  }

  async #workOff(operations) {
    for (const operation of operations) {
      if (this.#done.has(operation.id)) continue;
      await this.#work(operation);
      this.#done.add(operation.id);
    }
  }

  async #work(operation) {
    const { id } = operation;
    const begun = await this.#put(id, { status: 'EXECUTING' });
    // Somebody took it back meanwhile.
    if (begun.status !== 200) return;
    this.device.current = id;
    this.log(`operation ${id} begins`);
    await this.#put(id, await this.#outcome(operation));
  }

  async #outcome(operation) {
    try {
      return { ...(await carryOut(this.device, operation)), status: 'SUCCESSFUL' };
    } catch (error) {
      if (error instanceof Restart || error instanceof TryLater) throw error;
      return { status: 'FAILED', failureReason: String(error.message).slice(0, 500) };
    }
  }
}
