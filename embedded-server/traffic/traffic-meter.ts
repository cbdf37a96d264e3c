/**
 * How much each caller of the device listener sends just now, and whom limits slowed. In memory only: it is about this
 * moment. A caller is `tenant/userName`.
 */
import type { Clock } from '../clock.ts';

/** Over about this long a rate is taken; a caller that stops is at nothing after a few of them. */
const tauMs = 2_000;
/** Callers remembered at most. */
const maxCallers = 20_000;
/** What is left of them when there were more: so that it is not looked with every new one. */
const keptCallers = 18_000;
/** So little is nothing. */
const leastWeight = 0.01;

interface Count {
  tenant: string;
  userName: string;
  /** Decays with `tauMs`; on the monotonic clock. */
  weight: number;
  atMs: number;
  refused: number;
  /** Wall clock. */
  lastRefusedMs: number | null;
}

export interface Traffic {
  tenant: string;
  userName: string;
  /** Requests a second, just now. */
  perSecond: number;
  /** Requests refused for their number since the core started. */
  refused: number;
  /** Ms UTC. */
  lastRefusedMs: number | null;
}

function decayed({ weight, atMs }: Count, nowMs: number): number {
  return weight * Math.exp((atMs - nowMs) / tauMs);
}

export class TrafficMeter {
  readonly #clock: Clock;
  readonly #counts = new Map<string, Count>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Count a request. @param accepted false when a limit refused it. */
  count(tenant: string, userName: string, accepted: boolean): void {
    const count = this.#take(tenant, userName);
    const nowMs = this.#clock.monotonic();
    count.weight = decayed(count, nowMs) + 1;
    count.atMs = nowMs;
    if (accepted) return;
    count.refused += 1;
    count.lastRefusedMs = this.#clock.now();
  }

  /** Count a request by what a limit makes of it. @param take refuses by throwing. */
  counted({ tenant, userName }: { tenant: string; userName: string }, take: () => void): void {
    try {
      take();
    } catch (error) {
      this.count(tenant, userName, false);
      throw error;
    }
    this.count(tenant, userName, true);
  }

  /** Callers by what they send now; those that were refused lately stand among them even when they are quiet. */
  all(tenant?: string): Traffic[] {
    const nowMs = this.#clock.monotonic();
    const counts = [...this.#counts.values()].filter((count) => tenant === undefined || count.tenant === tenant);
    return counts.map((count) => trafficOf(count, nowMs)).sort((one, other) => other.perSecond - one.perSecond);
  }

  #take(tenant: string, userName: string): Count {
    const key = `${tenant}/${userName}`;
    const known = this.#counts.get(key);
    if (known) return known;
    if (this.#counts.size >= maxCallers) this.#forget();
    const count = { tenant, userName, weight: 0, atMs: 0, refused: 0, lastRefusedMs: null };
    this.#counts.set(key, count);
    return count;
  }

  /** First those that have stopped and were never refused, then those that came first. */
  #forget(): void {
    const nowMs = this.#clock.monotonic();
    for (const [key, count] of this.#counts) if (count.refused === 0 && decayed(count, nowMs) < leastWeight) this.#counts.delete(key);
    for (const key of this.#counts.keys()) {
      if (this.#counts.size <= keptCallers) return;
      this.#counts.delete(key);
    }
  }
}

function trafficOf(count: Count, nowMs: number): Traffic {
  const { tenant, userName, refused, lastRefusedMs } = count;
  return { tenant, userName, refused, lastRefusedMs, perSecond: (decayed(count, nowMs) / tauMs) * 1000 };
}
