/** What a sitting brings. */
import type { Machine } from '../machine.ts';
import type { IngestFigures } from './ingest.ts';
import type { BesideFigures, ReadFigures } from './reads.ts';

/** By shape, a figure a round. */
export type ShapeFigures = Record<string, IngestFigures[]>;

export interface KeptFigures {
  reads: ReadFigures;
  /** Of ours only. */
  beside: BesideFigures | null;
  bytesPerSample: number;
  /** Ms until ready, of each start after kill -9 amid an ingest. */
  startMs: number[];
}

export interface SystemFigures {
  version: string;
  ingest: ShapeFigures;
  memory: { idle: number; after: number };
  /** Null for what keeps nothing, and for a second way into the same system. */
  kept: KeptFigures | null;
}

/** By name, ours first. */
export type StoreFigures = Record<string, SystemFigures>;

export interface StoreResults {
  takenMs: number;
  machine: Machine;
  /** What this sitting was, in words: such as that the machine was shared. */
  note: string;
  figures: StoreFigures;
  /** Peers that were not there, with the command that installs each. */
  missing: string[];
}
