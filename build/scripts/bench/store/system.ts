/** A system the readings are sent to: ours, the bound, and what others have installed. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Dialect, SentDevice } from './requests.ts';

/** Reads as they go over the wire. */
export interface ReadRequests {
  /** Seven days at one a minute, every point. */
  raw: string;
  /** The same in 500 buckets. */
  buckets: string;
  /** A year at one a minute in 1,000 buckets. */
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
  /** Everything it keeps; null when it keeps nothing. */
  readonly folder: string | null;
  /** Null when it keeps nothing. */
  reads(): Promise<ReadRequests | null>;
  /** kill -9, then start again. @returns ms until it was ready. */
  restart(): Promise<number>;
  stop(): Promise<void>;
}

/** Bytes of all files below a folder. */
export function folderBytes(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.reduce((sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0 : 0), 0);
}
