/** What is particular about a peer, and whether it is there. */
import { execFileSync } from 'node:child_process';

import type { Dialect, SentDevice } from './requests.ts';
import type { ReadRequests } from './system.ts';

export interface PeerUser {
  uid: number;
  gid: number;
}

export interface PeerKind {
  name: string;
  dialects: readonly Dialect[];
  /** Programs that must be there. */
  programs: readonly string[];
  /** What brings it, on one line. */
  install: string;
  version(): string;
  /** Once, on an empty folder. */
  prepare?(home: string, user: PeerUser | undefined): void;
  command(home: string, port: number): [program: string, ...args: string[]];
  /** Whom it must run as. */
  user?(): PeerUser | undefined;
  /** Rejects while it takes nothing. */
  probe(port: number): Promise<void>;
  /** Folder of its readings within its own: what is written to be thrown away soon is none of them. Null: only its ingest is measured. */
  kept: string | null;
  /** Part of a round it is sent, where a whole one would take minutes. */
  share?: number;
  /** Make the place for the readings. */
  found(port: number): Promise<void>;
  reads?(historyDevice: SentDevice, devices: readonly SentDevice[]): ReadRequests;
  /** What ends it in good order. */
  stopSignal: NodeJS.Signals;
}

/** One of Debian's packages. */
export function debianPackage(name: string): Pick<PeerKind, 'install' | 'version'> {
  return {
    install: `apt-get install --no-install-recommends ${name}`,
    version: () => execFileSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' }),
  };
}

/** Whether all its programs are there. */
export function isInstalled({ programs }: PeerKind): boolean {
  try {
    execFileSync('which', [...programs], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
