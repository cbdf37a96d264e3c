/** What the Trends view remembers while other views are open: the way back through the zooms, where one was, what one exports to. */
import { create } from 'zustand';

import type { ExportFormat } from '#contract/trends.ts';

import type { TrendSearch } from './trend-search.ts';
import { type ZoomHistory, noHistory } from './zoom-history.ts';

interface TrendMemory {
  history: ZoomHistory;
  last: TrendSearch | null;
  format: ExportFormat;
}

export const useTrendMemory = create<TrendMemory>(() => ({ history: noHistory, last: null, format: 'csv' }));

export function rememberHistory(history: ZoomHistory): void {
  useTrendMemory.setState({ history });
}

export function rememberLast(last: TrendSearch): void {
  useTrendMemory.setState({ last });
}

export function rememberFormat(format: ExportFormat): void {
  useTrendMemory.setState({ format });
}
