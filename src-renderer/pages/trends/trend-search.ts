/** What the Trends view shows, as the query of its address: a link reopens the same picture. Pure. */
import { z } from 'zod';

import { mostTrendValues } from '#contract/trends.ts';

import { spanNames, type Shown, type Span } from './windows.ts';

/** `?values=3,7&span=24h&compare=week`; a fixed stretch is `from` and `to` in UTC. */
export const trendSearchSchema = z.object({
  values: z.string().max(300).optional().catch(undefined),
  span: z.string().optional().catch(undefined),
  from: z.string().optional().catch(undefined),
  to: z.string().optional().catch(undefined),
  compare: z.string().max(20).optional().catch(undefined),
  band: z.literal('off').optional().catch(undefined),
  normal: z.literal('off').optional().catch(undefined),
  /** The alarm whose panel is open; not part of a saved view. */
  alarm: z.string().max(20).optional().catch(undefined),
});
export type TrendSearch = z.infer<typeof trendSearchSchema>;

/** The period before, the week, the year, or the same value of another device by its series' id. */
export type Comparison = { kind: 'period' | 'week' | 'year' } | { kind: 'series'; seriesId: string };

export interface TrendView {
  /** Ids of series in their order. */
  values: string[];
  shown: Shown;
  compare: Comparison | null;
  /** Lowest to highest is drawn. */
  band: boolean;
  normal: boolean;
}

const defaultSpan: Span = '24h';

function shownOf({ span, from, to }: TrendSearch): Shown {
  const fromMs = Date.parse(from ?? '');
  const toMs = Date.parse(to ?? '');
  if (fromMs >= 0 && toMs > fromMs) return { fromMs, toMs };
  return { span: spanNames.find((name) => name === span) ?? defaultSpan };
}

function comparisonOf(compare: string | undefined): Comparison | null {
  if (compare === 'period' || compare === 'week' || compare === 'year') return { kind: compare };
  return compare !== undefined && /^\d{1,15}$/.test(compare) ? { kind: 'series', seriesId: compare } : null;
}

/** Read an address; what is not as it should be is left out. */
export function viewOf(search: TrendSearch): TrendView {
  const values = (search.values ?? '').split(',').filter((id) => /^\d{1,15}$/.test(id));
  return {
    values: [...new Set(values)].slice(0, mostTrendValues),
    shown: shownOf(search),
    compare: comparisonOf(search.compare),
    band: search.band !== 'off',
    normal: search.normal !== 'off',
  };
}

/** Write an address; what is as usual is not written. */
export function searchOf({ values, shown, compare, band, normal }: TrendView): TrendSearch {
  const time = 'span' in shown ? { span: shown.span } : { from: new Date(shown.fromMs).toISOString(), to: new Date(shown.toMs).toISOString() };
  return {
    ...(values.length > 0 && { values: values.join() }),
    ...time,
    ...(compare && { compare: compare.kind === 'series' ? compare.seriesId : compare.kind }),
    ...(!band && { band: 'off' }),
    ...(!normal && { normal: 'off' }),
  };
}

/** The same as text, for saved views. */
export function queryOf(view: TrendView): string {
  return new URLSearchParams(Object.entries(searchOf(view))).toString();
}

export function viewOfQuery(query: string): TrendView {
  return viewOf(trendSearchSchema.parse(Object.fromEntries(new URLSearchParams(query))));
}
