/** One Bayeux client: what it subscribed to, and what waits for it between two connects. */
import type { Channel } from './channel.ts';

/** A data message as JSON text. */
export interface Parcel {
  text: string;
  /** To be called once it is on its way. */
  sent?: () => void;
}

export interface ClientLimits {
  /** Messages that may wait; who fetches too rarely has to begin anew. */
  parcels: number;
  characters: number;
  channels: number;
}

export const defaultClientLimits: ClientLimits = { parcels: 10_000, characters: 4 * 1024 * 1024, channels: 1_000 };

export class RealtimeClient<Party> {
  /** Hard to guess: whoever has it and the credential is the client. */
  readonly id: string;
  /** `tenant/userName` of the credential it began with. */
  readonly owner: string;
  /** What is known of whoever it is, as of its last message. */
  party: Party;
  readonly channels = new Map<string, Channel>();
  /** Called when something waits, or when it is over. */
  onWake: (() => void) | undefined;
  /** Ends what waits for its messages now; another connect takes its place. */
  release: (() => void) | undefined;
  /** Monotonic ms of its last message. */
  seenMs: number;
  readonly #limits: ClientLimits;
  #waiting: Parcel[] = [];
  #characters = 0;
  #isOver = false;

  constructor(id: string, owner: string, party: Party, nowMs: number, limits: ClientLimits) {
    this.id = id;
    this.owner = owner;
    this.party = party;
    this.seenMs = nowMs;
    this.#limits = limits;
  }

  /** Characters that wait. */
  get size(): number {
    return this.#characters;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** @returns false when it has as many as it may. */
  subscribe(channel: Channel): boolean {
    if (!this.channels.has(channel.name) && this.channels.size >= this.#limits.channels) return false;
    this.channels.set(channel.name, channel);
    return true;
  }

  /** Let a message wait. @returns false when there is no room: then what waits has a gap, and the client must begin anew. */
  push(parcel: Parcel): boolean {
    this.#waiting.push(parcel);
    this.#characters += parcel.text.length;
    if (this.#waiting.length > this.#limits.parcels || this.#characters > this.#limits.characters) return false;
    this.onWake?.();
    return true;
  }

  /** Everything that waits, in order. */
  take(): Parcel[] {
    const taken = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    return taken;
  }

  /** Put back what could not be handed over; it goes first. */
  restore(parcels: readonly Parcel[]): void {
    this.#waiting = [...parcels, ...this.#waiting];
    this.#characters = this.#waiting.reduce((sum, { text }) => sum + text.length, 0);
    if (this.hasWaiting) this.onWake?.();
  }

  end(): void {
    this.#isOver = true;
    this.#waiting = [];
    this.#characters = 0;
    this.onWake?.();
  }
}
