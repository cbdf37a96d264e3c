/**
 * Looking around on the local network, for as long as somebody looks at what is found. Nothing is sent and no socket is
 * open otherwise, nor ever while the device port is for this computer only.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

import makeMulticastDns, { type MulticastDNS } from 'multicast-dns';

import type { FoundDevice } from '#contract/console/discovery-calls.ts';

import type { Clock, Timer } from '../clock.ts';
import { logger } from '../log.ts';
import { dnsSdQuestions, parseDnsSdAnswer } from './dns-sd.ts';
import { FoundMemory } from './found-memory.ts';
import { parseSsdpAnswer, ssdpGroup, ssdpSearch } from './ssdp.ts';

const log = logger('discovery');

const searchEveryMs = 10_000;
/** Without anybody who looks the sockets are closed after this long. */
const patienceMs = 2 * 60_000;
/** Answers taken in between two searches; a flood ends there. */
const mostAnswers = 2_000;

export interface DiscoveryOptions {
  /** The network may be looked at: the device port is open to it. */
  open: boolean;
  /** Where to listen for mDNS; its own port when left out. For tests. */
  mdnsPort?: number;
  /** For tests: the one interface to use. */
  networkInterface?: string;
}

export interface Found {
  state: 'closed' | 'looking' | 'failed';
  devices: FoundDevice[];
}

/** The sockets while somebody looks. */
class Look {
  readonly #mdns: MulticastDNS;
  readonly #ssdp: Socket = createSocket('udp4');

  constructor(onSeen: (sighting: ReturnType<typeof parseSsdpAnswer>) => void, onFailed: (error: Error) => void, options: DiscoveryOptions) {
    this.#mdns = makeMulticastDns({ reuseAddr: true, port: options.mdnsPort, interface: options.networkInterface });
    this.#mdns.on('response', ({ answers, additionals }, { address }: RemoteInfo) => onSeen(parseDnsSdAnswer([...answers, ...additionals], address)));
    this.#mdns.on('error', onFailed);
    // A packet that is none; strangers may send anything.
    this.#mdns.on('warning', () => undefined);
    this.#ssdp.on('message', (bytes, { address }) => onSeen(parseSsdpAnswer(bytes, address)));
    this.#ssdp.on('error', onFailed);
    this.#ssdp.bind(0, options.networkInterface);
  }

  search(): void {
    this.#mdns.query(dnsSdQuestions());
    // A network that cannot be reached is one on which nothing is found.
    this.#ssdp.send(ssdpSearch(), ssdpGroup.port, ssdpGroup.address, () => undefined);
  }

  /** Port on which answers to searches are awaited; for tests. */
  get ssdpPort(): number {
    return this.#ssdp.address().port;
  }

  close(): void {
    this.#mdns.destroy();
    this.#ssdp.close();
  }
}

export class Discovery {
  readonly #clock: Clock;
  readonly #options: DiscoveryOptions;
  readonly #found = new FoundMemory();
  #look: Look | undefined;
  #timer: Timer | undefined;
  #lookedMs = 0;
  #answers = 0;
  #failed = false;

  constructor(clock: Clock, options: DiscoveryOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  /** What was found so far; who asks keeps the looking going. */
  look(): Found {
    if (!this.#options.open) return { state: 'closed', devices: [] };
    this.#lookedMs = this.#clock.monotonic();
    this.#start();
    return { state: this.#failed ? 'failed' : 'looking', devices: this.#found.all(this.#clock.now()) };
  }

  /** For tests. */
  get ssdpPort(): number | undefined {
    return this.#look?.ssdpPort;
  }

  close(): void {
    this.#timer?.cancel();
    this.#look?.close();
    this.#timer = undefined;
    this.#look = undefined;
  }

  #start(): void {
    if (this.#look || this.#failed) return;
    try {
      this.#look = new Look((sighting) => this.#note(sighting), (error) => this.#fail(error), this.#options);
      this.#look.search();
      this.#timer = this.#clock.every(searchEveryMs, () => this.#goOn());
    } catch (error) {
      this.#fail(error);
    }
  }

  #goOn(): void {
    this.#answers = 0;
    if (this.#clock.monotonic() - this.#lookedMs > patienceMs) this.close();
    else this.#look?.search();
  }

  #note(sighting: ReturnType<typeof parseSsdpAnswer>): void {
    this.#answers += 1;
    if (sighting && this.#answers <= mostAnswers) this.#found.note(sighting, this.#clock.now());
  }

  #fail(error: unknown): void {
    log.warn({ err: error }, 'the local network cannot be looked at');
    this.#failed = true;
    this.close();
  }
}
