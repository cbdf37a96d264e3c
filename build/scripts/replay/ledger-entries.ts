/**
 * What a replay writes down as it goes, a JSON object a line: enough to go on after a stop without sending
 * anything twice, and enough for the verifier, which reads the same lines with a reader of its own.
 */
import { z } from 'zod';

import { setNames } from './source-sets.ts';

const place = { set: z.enum(setNames), key: z.string() };
const count = z.number().int().nonnegative();

const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('replay'), version: z.literal(1), deviceUrl: z.string(), startedMs: z.number() }),
  z.object({
    kind: z.literal('set'),
    set: z.enum(setNames),
    folder: z.string(),
    shiftMs: z.number().int(),
    fromMs: z.number().int().nullable(),
  }),
  z.object({
    kind: z.literal('device'),
    ...place,
    deviceId: z.string(),
    tenant: z.string(),
    userName: z.string(),
    secret: z.string(),
  }),
  /** About to be sent: `count` readings from number `from` on (0 is the first that is within the span). */
  z.object({ kind: z.literal('sending'), ...place, from: count, count }),
  /** Acknowledged: all readings before number `upTo` are stored. */
  z.object({ kind: z.literal('stored'), ...place, upTo: count }),
]);
export type LedgerEntry = z.infer<typeof entrySchema>;
export type SetEntry = Extract<LedgerEntry, { kind: 'set' }>;
export type DeviceEntry = Extract<LedgerEntry, { kind: 'device' }>;

/** How far a device has come. */
export interface DeviceProgress {
  /** Readings known to be stored. */
  stored: number;
  /** The batch whose answer never came, if the last run ended that way; it must be sent again as it was. */
  open: { from: number; count: number } | null;
}

/** What the lines of a ledger amount to. */
export interface LedgerState {
  deviceUrl: string | null;
  sets: Map<string, SetEntry>;
  devices: Map<string, DeviceEntry>;
  progress: Map<string, DeviceProgress>;
}

/** Name of a device over all sets. */
export function placeOf({ set, key }: { set: string; key: string }): string {
  return `${set}/${key}`;
}

function take(state: LedgerState, entry: LedgerEntry): void {
  switch (entry.kind) {
    case 'replay':
      state.deviceUrl ??= entry.deviceUrl;
      return;
    case 'set':
      state.sets.set(entry.set, entry);
      return;
    case 'device':
      state.devices.set(placeOf(entry), entry);
      return;
    case 'sending':
      state.progress.set(placeOf(entry), { stored: entry.from, open: { from: entry.from, count: entry.count } });
      return;
    case 'stored':
      state.progress.set(placeOf(entry), { stored: entry.upTo, open: null });
      return;
  }
}

function parseEntry(line: string): LedgerEntry | null {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Add the lines up. What follows the last line end was cut off by a crash and does not count.
 * @returns null when it is no ledger: another first line, or any line that is no entry.
 */
export function readEntries(text: string): LedgerState | null {
  const state: LedgerState = { deviceUrl: null, sets: new Map(), devices: new Map(), progress: new Map() };
  const entries = text.split('\n').slice(0, -1).map(parseEntry);
  if (text !== '' && entries[0]?.kind !== 'replay') return null;
  for (const entry of entries) {
    if (!entry) return null;
    take(state, entry);
  }
  return state;
}
