/** A system the readings are sent to: ours, the bound, and what others have installed. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Dialect, SentDevice } from './requests.ts';

/** Reads as they go over the wire. */
export interface ReadRequests {
  /** Seven days at one a minute, every point. */
  raw: string;
  /** The same in half-hours: at most 500 points. */
  buckets: string;
  /** A year at one a minute in half-days: at most 1,000 points. */
  year: string;
  /** The latest value of every series of the ingest. */
  latest: string;
}
export type ReadName = keyof ReadRequests;

export interface System {
  readonly name: string;
  readonly version: string;
  readonly dialects: readonly Dialect[];
  /** Where readings are sent, and where reads are. */
  readonly port: number;
  readonly readPort: number;
  readonly devices: readonly SentDevice[];
  /** Holds the stretches that are read. */
  readonly historyDevice: SentDevice;
  /** Of the process all others of it hang on. */
  readonly pid: number;
  /** Part of a round it is sent. */
  readonly share: number;
  /** Where its readings are kept; null when it keeps nothing, or only its ingest is measured. */
  readonly folder: string | null;
  /** One of each browser that asks in turns: a system may hold back one that asks too often. None where there is no folder. */
  reads(): Promise<readonly ReadRequests[]>;
  /** kill -9, then start again. @returns ms until it was ready. */
  restart(): Promise<number>;
  stop(): Promise<void>;
}

const blockBytes = 512;

/** What all files below a folder take on the disk: of a file reserved in advance only what was written. */
export function folderBytes(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => statSync(join(parentPath, name), { throwIfNoEntry: false }));
  return files.reduce((sum, file) => sum + (file ? file.blocks * blockBytes : 0), 0);
}
