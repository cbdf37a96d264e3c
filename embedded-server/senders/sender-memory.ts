/**
 * What the device listener refused lately, in bounded memory. Strangers can fill their own places only: each network
 * has a few, and the network with the most gives way first, so that a flood hides nobody but itself. What is about a
 * known device is kept apart from strangers. Nothing of it outlives the core.
 */
import { createHash } from 'node:crypto';

import type { Attempt, Refusal } from '#contract/senders.ts';

import { networkOf } from './address.ts';

export interface RefusedRequest {
  address: string;
  userName: string | null;
  /** The device it is about, as far as that is known. */
  deviceId: number | null;
  /** Whether it is listed among those who are not let in, and not only as a device's mishap. */
  stranger: boolean;
  refusal: Refusal;
}

/** An attempt without what only the console's view adds. */
export type StoredAttempt = Omit<Attempt, 'local'>;

export interface Stranger {
  key: string;
  deviceId: number | null;
  attempt: StoredAttempt;
}

export interface Acceptance {
  address: string;
  timeMs: number;
}

export interface SenderLimits {
  strangers: number;
  /** User names of one network that are told apart. */
  namesOfNetwork: number;
  devices: number;
  attemptsOfDevice: number;
}

export const defaultSenderLimits: SenderLimits = { strangers: 300, namesOfNetwork: 20, devices: 2_000, attemptsOfDevice: 12 };

/** Strangers not heard of for this long are forgotten. */
const forgottenAfterMs = 24 * 60 * 60_000;

/** Short enough for an address, long enough that nobody meets another's by chance. */
export function senderKey(address: string, userName: string | null): string {
  return createHash('sha256').update(JSON.stringify([address, userName])).digest('hex').slice(0, 16);
}

function again(before: StoredAttempt | undefined, { address, userName, refusal }: RefusedRequest, nowMs: number): StoredAttempt {
  return { ...refusal, address, userName, count: (before?.count ?? 0) + 1, firstMs: before?.firstMs ?? nowMs, lastMs: nowMs };
}

/** Put at the end, as the newest. */
function renew<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

function dropOldest<Key>(map: Map<Key, unknown>, most: number): void {
  if (map.size <= most) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}

export class SenderMemory {
  readonly #limits: SenderLimits;
  /** Oldest first, as a Map keeps them. */
  readonly #strangers = new Map<string, Stranger>();
  readonly #attempts = new Map<number, Map<string, StoredAttempt>>();
  readonly #accepted = new Map<number, Acceptance>();

  constructor(limits: SenderLimits = defaultSenderLimits) {
    this.#limits = limits;
  }

  /** Remember a refused request. */
  note(request: RefusedRequest, nowMs: number): void {
    if (request.deviceId !== null) this.#noteAttempt(request.deviceId, request, nowMs);
    if (request.stranger) this.#noteStranger(request, nowMs);
  }

  /** Remember where a device's last request came from that was taken. */
  noteAccepted(deviceId: number, address: string, nowMs: number): void {
    renew(this.#accepted, deviceId, { address, timeMs: nowMs });
    dropOldest(this.#accepted, this.#limits.devices);
  }

  acceptedOf(deviceId: number): Acceptance | undefined {
    return this.#accepted.get(deviceId);
  }

  /** Refusals that are about a device, oldest first. */
  attemptsOf(deviceId: number): StoredAttempt[] {
    return [...(this.#attempts.get(deviceId)?.values() ?? [])];
  }

  /** Who was not let in, oldest first. */
  strangers(nowMs: number): Stranger[] {
    for (const [key, { attempt }] of this.#strangers) {
      if (nowMs - attempt.lastMs > forgottenAfterMs) this.#strangers.delete(key);
    }
    return [...this.#strangers.values()];
  }

  stranger(key: string): Stranger | undefined {
    return this.#strangers.get(key);
  }

  /** @returns whether there was one. */
  forgetStranger(key: string): boolean {
    return this.#strangers.delete(key);
  }

  /** The device is gone. */
  forgetDevice(deviceId: number): void {
    this.#attempts.delete(deviceId);
    this.#accepted.delete(deviceId);
    for (const [key, stranger] of this.#strangers) if (stranger.deviceId === deviceId) this.#strangers.delete(key);
  }

  #noteAttempt(deviceId: number, request: RefusedRequest, nowMs: number): void {
    const known = this.#attempts.get(deviceId) ?? new Map<string, StoredAttempt>();
    const key = `${networkOf(request.address)} ${request.refusal.kind}`;
    renew(known, key, again(known.get(key), request, nowMs));
    dropOldest(known, this.#limits.attemptsOfDevice);
    renew(this.#attempts, deviceId, known);
    dropOldest(this.#attempts, this.#limits.devices);
  }

  #noteStranger(request: RefusedRequest, nowMs: number): void {
    const named = senderKey(request.address, request.userName);
    const isNew = !this.#strangers.has(named);
    // Who tries name after name gets one entry for all the further ones.
    const folded = isNew && this.#networkSize(request.address) >= this.#limits.namesOfNetwork;
    const shown = folded ? { ...request, userName: null, deviceId: null } : request;
    const key = folded ? senderKey(`many of ${networkOf(request.address)}`, null) : named;
    const attempt = again(this.#strangers.get(key)?.attempt, shown, nowMs);
    renew(this.#strangers, key, { key, deviceId: shown.deviceId, attempt });
    if (this.#strangers.size > this.#limits.strangers) this.#dropFromLargestNetwork(key);
  }

  #networkSize(address: string): number {
    const network = networkOf(address);
    let size = 0;
    for (const { attempt } of this.#strangers.values()) if (networkOf(attempt.address) === network) size += 1;
    return size;
  }

  /** The oldest entry of the network that has most of them. @param except the entry just made. */
  #dropFromLargestNetwork(except: string): void {
    const networks = new Map<string, string[]>();
    for (const { key, attempt } of this.#strangers.values()) {
      if (key === except) continue;
      const network = networkOf(attempt.address);
      networks.set(network, [...(networks.get(network) ?? []), key]);
    }
    const [largest = []] = [...networks.values()].sort((a, b) => b.length - a.length);
    const [oldest] = largest;
    if (oldest !== undefined) this.#strangers.delete(oldest);
  }
}
