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

/**
 * A view of Trends without some of its values, as its query; null when none is left.
 * @param gone ids of series.
 */
export function viewWithout(query: string, gone: ReadonlySet<string>): string | null {
  const [whole = '', written = ''] = /values=([^&]*)/.exec(query) ?? [];
  const values = written.split(/,|%2C/i).filter((id) => id !== '');
  const kept = values.filter((id) => !gone.has(id));
  if (kept.length === values.length) return query;
  return kept.length === 0 ? null : query.replace(whole, `values=${kept.join('%2C')}`);
}
