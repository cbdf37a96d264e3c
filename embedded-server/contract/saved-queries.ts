/** What people saved by name to open again: views of Trends, which are the site's, and filters of devices, which are their own. */
import { z } from 'zod';

const nameSchema = z.string().trim().min(1).max(80);
/** As the query of an address; what the console made is what it gets back. */
const querySchema = z.string().max(2000);

export const savedQuerySchema = z.object({ id: z.string(), name: z.string(), query: z.string(), savedBy: z.string(), savedMs: z.number().int() });
export type SavedQuery = z.infer<typeof savedQuerySchema>;

export const queryDraftSchema = z.object({ name: nameSchema, query: querySchema });
export type QueryDraft = z.infer<typeof queryDraftSchema>;

/** That one shelf can keep. */
export const mostSaved = 200;
