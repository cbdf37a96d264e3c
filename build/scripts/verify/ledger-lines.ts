/** What the verifier needs of a replay's ledger: JSON objects, one a line, of which it knows the kinds it uses. */
import { z } from 'zod';

const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('replay'), version: z.literal(1), deviceUrl: z.string() }),
  z.object({ kind: z.literal('set'), set: z.string(), folder: z.string(), shiftMs: z.number(), fromMs: z.number().nullable() }),
  z.object({
    kind: z.literal('device'),
    set: z.string(),
    key: z.string(),
    deviceId: z.string(),
    tenant: z.string(),
    userName: z.string(),
    secret: z.string(),
  }),
  z.object({ kind: z.literal('sending') }),
  z.object({ kind: z.literal('stored'), set: z.string(), key: z.string(), upTo: z.number() }),
]);
type Line = z.infer<typeof lineSchema>;
type LineOf<Kind extends Line['kind']> = Extract<Line, { kind: Kind }>;

export type ReplayedSet = LineOf<'set'>;
export type ReplayedDevice = LineOf<'device'>;

export interface ReplayLedger {
  deviceUrl: string;
  sets: ReplayedSet[];
  devices: ReplayedDevice[];
  /** Readings acknowledged, by `set/key`. */
  acknowledged: Map<string, number>;
}

function parseLine(text: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** @returns null when the text is no ledger. A last line that was cut off does not count. */
export function parseLedger(text: string): ReplayLedger | null {
  const lines = text.split('\n').slice(0, -1).map(parseLine);
  const ledger: ReplayLedger = { deviceUrl: '', sets: [], devices: [], acknowledged: new Map() };
  for (const line of lines) {
    if (!line) return null;
    if (line.kind === 'replay') ledger.deviceUrl ||= line.deviceUrl;
    else if (line.kind === 'set') ledger.sets.push(line);
    else if (line.kind === 'device') ledger.devices.push(line);
    else if (line.kind === 'stored') ledger.acknowledged.set(`${line.set}/${line.key}`, line.upTo);
  }
  return ledger.deviceUrl === '' ? null : ledger;
}
