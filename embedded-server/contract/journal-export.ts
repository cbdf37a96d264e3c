/** The journal as a file for a spreadsheet: which alarms, and the words in it, which are the person's. */
import { z } from 'zod';

import { severities } from './alarms.ts';

/** Columns in their order; times stand once on the site's clock and once in UTC. */
export const journalColumns = [
  'began',
  'beganUtc',
  'severity',
  'alarm',
  'device',
  'place',
  'state',
  'ended',
  'endedUtc',
  'acknowledgedBy',
  'acknowledged',
  'value',
  'limit',
  'unit',
  'notes',
] as const;
export type JournalColumn = (typeof journalColumns)[number];

const cellText = z.string().min(1).max(300);
const texts = <Key extends string>(keys: readonly Key[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, cellText])) as Record<Key, typeof cellText>);

/** How an alarm stood when the file was made. */
export const journalStates = ['active', 'activeAcknowledged', 'ended', 'endedAcknowledged'] as const;
export type JournalState = (typeof journalStates)[number];

export const journalExportSchema = z.object({
  severity: z.enum(severities).optional(),
  search: z.string().max(100).optional(),
  fromMs: z.number().int().min(0).optional(),
  toMs: z.number().int().min(0).optional(),
  /** What it is of, for the job's title. */
  title: z.string().max(120),
  fileName: z.string().regex(/^[^/\\\p{Cc}]{1,120}\.csv$/u),
  separator: z.enum([',', ';', '\t']),
  decimalComma: z.boolean(),
  heads: texts(journalColumns),
  words: z.object({
    severity: texts(severities),
    state: texts(journalStates),
    /** What the platform's own alarms say, by what they say on the wire. */
    texts: z.record(z.string().max(300), cellText),
  }),
});
export type JournalExport = z.infer<typeof journalExportSchema>;
