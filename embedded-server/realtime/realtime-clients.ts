/**
 * The Bayeux clients of a tenant, found by id and by channel. Bounded in number and in what waits for them;
 * who is not heard from is forgotten.
 */
import { randomBytes } from 'node:crypto';

import { ExpectedError } from '#contract/errors.ts';

import type { Clock, Timer } from '../clock.ts';
import type { Channel } from './channel.ts';
import { defaultClientLimits, RealtimeClient, type ClientLimits, type Parcel } from './realtime-client.ts';

export interface RealtimeLimits {
  /** Clients of one credential, and of the tenant. */
  perOwner: number;
  overall: number;
  /** Characters that wait for all clients together. */
  characters: number;
  /** A client that neither holds a connect nor says anything for so long is forgotten, ms. */
  absentMs: number;
  client: ClientLimits;
}

export const defaultRealtimeLimits: RealtimeLimits = {
  perOwner: 50,
  overall: 2_000,
  characters: 64 * 1024 * 1024,
  absentMs: 60_000,
  client: defaultClientLimits,
};

const tickMs = 1_000;
const nobody: ReadonlySet<never> = new Set();

export class RealtimeClients<Party> {
  readonly #clock: Clock;
  readonly #limits: RealtimeLimits;
  readonly #clients = new Map<string, RealtimeClient<Party>>();
  readonly #byChannel = new Map<string, Set<RealtimeClient<Party>>>();
  /** How many channels somebody subscribed to begin with `/topic/`. */
  readonly #families = new Map<string, number>();
  /** Those that hold a connect or a socket: they are not absent. */
  readonly #held = new Map<RealtimeClient<Party>, number>();
  #timer: Timer | undefined;
  #onSubscribed: (() => void) | undefined;

  constructor(clock: Clock, limits: RealtimeLimits = defaultRealtimeLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  get size(): number {
    return this.#clients.size;
  }

  /** Whether anybody subscribed to anything. */
  get areSubscribed(): boolean {
    return this.#byChannel.size > 0;
  }

  /** Called whenever {@link areSubscribed} may have changed. */
  watch(onSubscribed: () => void): void {
    this.#onSubscribed = onSubscribed;
  }

  /** @throws ExpectedError 'too-many-requests' when there are too many. */
  open(owner: string, party: Party): RealtimeClient<Party> {
    const ofOwner = [...this.#clients.values()].filter((client) => client.owner === owner).length;
    if (ofOwner >= this.#limits.perOwner || this.#clients.size >= this.#limits.overall) {
      throw new ExpectedError('too-many-requests', 'Too many real-time clients', { retryAfterSeconds: 10 });
    }
    const id = randomBytes(18).toString('base64url');
    const client = new RealtimeClient(id, owner, party, this.#clock.monotonic(), this.#limits.client);
    this.#clients.set(id, client);
    this.#timer ??= this.#clock.every(tickMs, () => this.#forgetAbsent());
    return client;
  }

  /** The client of this id, if the credential is the one it began with; it counts as heard from. */
  find(id: string | undefined, owner: string, party: Party): RealtimeClient<Party> | undefined {
    const client = id === undefined ? undefined : this.#clients.get(id);
    if (client?.owner !== owner) return undefined;
    client.seenMs = this.#clock.monotonic();
    client.party = party;
    return client;
  }

  /** @returns false when it has as many channels as it may. */
  subscribe(client: RealtimeClient<Party>, channel: Channel): boolean {
    if (!client.subscribe(channel)) return false;
    const subscribed = this.#byChannel.get(channel.name);
    if (subscribed) subscribed.add(client);
    else {
      this.#byChannel.set(channel.name, new Set([client]));
      this.#countFamily(channel.name, 1);
    }
    this.#onSubscribed?.();
    return true;
  }

  unsubscribe(client: RealtimeClient<Party>, name: string): void {
    client.channels.delete(name);
    const subscribed = this.#byChannel.get(name);
    if (!subscribed?.delete(client)) return;
    if (subscribed.size === 0) {
      this.#byChannel.delete(name);
      this.#countFamily(name, -1);
    }
    this.#onSubscribed?.();
  }

  /** Those subscribed to a channel. */
  of(channel: string): ReadonlySet<RealtimeClient<Party>> {
    return this.#byChannel.get(channel) ?? nobody;
  }

  /** Whether somebody subscribed to a channel that begins with `/topic/`. */
  hasLike(family: string): boolean {
    return this.#families.has(family);
  }

  /** Let a message wait for a client; one whose messages no longer fit is ended. */
  push(client: RealtimeClient<Party>, parcel: Parcel): void {
    if (!client.push(parcel)) return this.end(client);
    // Counted only now and then: a sum over all for every message would be dear.
    if (client.size > this.#limits.client.characters / 8) this.#makeRoom();
  }

  /** Somebody waits for its messages. @returns what ends that. */
  hold(client: RealtimeClient<Party>): () => void {
    this.#held.set(client, (this.#held.get(client) ?? 0) + 1);
    return () => {
      const left = (this.#held.get(client) ?? 1) - 1;
      if (left > 0) this.#held.set(client, left);
      else this.#held.delete(client);
      client.seenMs = this.#clock.monotonic();
    };
  }

  end(client: RealtimeClient<Party>): void {
    this.#clients.delete(client.id);
    for (const name of [...client.channels.keys()]) this.unsubscribe(client, name);
    client.end();
    if (this.#clients.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  close(): void {
    for (const client of [...this.#clients.values()]) this.end(client);
  }

  #countFamily(channel: string, change: number): void {
    const family = channel.slice(0, channel.lastIndexOf('/') + 1);
    const count = (this.#families.get(family) ?? 0) + change;
    if (count > 0) this.#families.set(family, count);
    else this.#families.delete(family);
  }

  #makeRoom(): void {
    const clients = [...this.#clients.values()];
    const total = clients.reduce((sum, { size }) => sum + size, 0);
    if (total <= this.#limits.characters) return;
    this.end(clients.reduce((most, client) => (client.size > most.size ? client : most)));
  }

  #forgetAbsent(): void {
    const sinceMs = this.#clock.monotonic() - this.#limits.absentMs;
    for (const client of [...this.#clients.values()]) {
      if (!this.#held.has(client) && client.seenMs < sinceMs) this.end(client);
    }
  }
}
