/** Devices out of a table somebody uploaded: a look at what would become of it, then a job. */
import { z } from 'zod';

import { endpoint } from '../endpoint.ts';
import { jobProblemSchema } from '../jobs.ts';
import { jobStarted } from './device-bulk-calls.ts';

/** What `POST /api/uploads` (the file as `application/octet-stream`) answers; the upload is kept for a month. */
export const uploadedSchema = z.object({ inputId: z.string(), bytes: z.number().int() });
export const mostUploadBytes = 10 * 1024 * 1024;
export const mostImportRows = 50_000;

export const importFields = ['name', 'type', 'group', 'externalId', 'externalIdType'] as const;
export type ImportField = (typeof importFields)[number];
export const importEncodings = ['utf-8', 'windows-1252', 'utf-16le'] as const;
export const importSeparators = [',', ';', '\t'] as const;

/** How the table is read. What is left out is found out from the file. */
export const importOptionsSchema = z.object({
  inputId: z.string().regex(/^[0-9a-f]{32}$/),
  encoding: z.enum(importEncodings).optional(),
  separator: z.enum(importSeparators).optional(),
  /** The first row names the columns. */
  hasHead: z.boolean().default(true),
  /** What each column is, from the left; null = not used. */
  mapping: z.array(z.enum(importFields).nullable()).max(100).optional(),
  /** Type of external ids where no column says it. */
  externalIdType: z.string().trim().min(1).max(100).default('c8y_Serial'),
});
export type ImportOptions = z.output<typeof importOptionsSchema>;

const importedRow = z.object({
  line: z.number().int(),
  name: z.string(),
  type: z.string().nullable(),
  group: z.array(z.string()),
  externalId: z.string().nullable(),
});

export const importPreviewSchema = z.object({
  encoding: z.enum(importEncodings),
  separator: z.enum(importSeparators),
  columns: z.array(z.object({ head: z.string(), field: z.enum(importFields).nullable(), sample: z.array(z.string()) })),
  /** Rows in the table, and how many of them would become devices. */
  total: z.number().int(),
  good: z.number().int(),
  /** The first of the good ones. */
  rows: z.array(importedRow),
  /** The first of the others. */
  problems: z.array(jobProblemSchema),
  /** Groups that would be made, from the outside in, parted by ` / `. */
  newGroups: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const deviceImportCalls = {
  previewDeviceImport: endpoint('POST', '/api/devices/import/preview', { access: 'devices:write', body: importOptionsSchema, reply: importPreviewSchema }),
  importDevices: endpoint('POST', '/api/devices/import', {
    access: 'devices:write',
    body: importOptionsSchema.extend({ fileName: z.string().trim().min(1).max(200) }),
    reply: jobStarted,
  }),
};
