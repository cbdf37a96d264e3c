/** A program of somebody else's on a folder and a port of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { PeerKind } from './peer-kind.ts';
import { killFamily } from './process-usage.ts';
import type { Dialect, SentDevice } from './requests.ts';
import type { ReadRequests, System } from './system.ts';

const mostStartMs = 60_000;
const probeMs = 5;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function untilReady(kind: PeerKind, port: number, child: ChildProcess): Promise<void> {
  for (const startMs = performance.now(); performance.now() - startMs < mostStartMs; ) {
    if (child.exitCode !== null) throw new Error(`${kind.name} ended with ${child.exitCode} before it was ready`);
    const isReady = await kind.probe(port).then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await sleep(probeMs);
  }
  throw new Error(`${kind.name} was not ready within ${mostStartMs / 1000} s`);
}

class PeerSystem implements System {
  readonly name: string;
  readonly version: string;
  readonly dialects: readonly Dialect[];
  readonly devices: readonly SentDevice[];
  readonly historyDevice: SentDevice;
  readonly folder: string | null;
  readonly share: number;
  readonly port: number;
  readonly readPort: number;
  readonly #home: string;
  readonly #kind: PeerKind;
  #child: ChildProcess | undefined;

  constructor(kind: PeerKind, home: string, port: number, deviceCount: number) {
    const devices = Array.from({ length: deviceCount + 1 }, (_, index) => ({ id: String(index + 1), authorization: null }));
    this.name = kind.name;
    this.version = kind.version();
    this.dialects = kind.dialects;
    this.devices = devices.slice(0, deviceCount);
    this.historyDevice = { id: String(deviceCount + 1), authorization: null };
    this.folder = kind.kept === null ? null : join(home, kind.kept);
    this.share = kind.share ?? 1;
    this.#home = home;
    this.port = port;
    this.readPort = port;
    this.#kind = kind;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const [program, ...args] = this.#kind.command(this.#home, this.port);
    this.#child = spawn(program, args, { stdio: 'ignore', cwd: this.#home, ...this.#kind.user?.() });
    await untilReady(this.#kind, this.port, this.#child);
  }

  reads(): Promise<readonly ReadRequests[]> {
    const requests = this.#kind.reads?.(this.historyDevice, this.devices);
    return Promise.resolve(requests ? [requests] : []);
  }

  async restart(): Promise<number> {
    await this.#end(() => killFamily(this.pid));
    const startMs = performance.now();
    await this.start();
    return performance.now() - startMs;
  }

  async stop(): Promise<void> {
    await this.#end(() => this.#child?.kill(this.#kind.stopSignal));
    rmSync(this.#home, { recursive: true, force: true });
  }

  async #end(kill: () => unknown): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    await kill();
    await gone;
  }
}

/** Start one on an empty folder. */
export async function startPeer(kind: PeerKind, deviceCount: number): Promise<System> {
  const home = mkdtempSync(join(tmpdir(), 'valvomo-peer-'));
  const user = kind.user?.();
  if (user) chownSync(home, user.uid, user.gid);
  kind.prepare?.(home, user);
  const system = new PeerSystem(kind, home, await freePort(), deviceCount);
  try {
    await system.start();
    await kind.found(system.port);
    return system;
  } catch (error) {
    await system.stop();
    throw error;
  }
}
