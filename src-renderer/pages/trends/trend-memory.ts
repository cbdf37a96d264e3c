/** What the Trends view remembers while other views are open: the way back through the zooms, and where one was. */
import { create } from 'zustand';

import type { TrendSearch } from './trend-search.ts';
import { type ZoomHistory, noHistory } from './zoom-history.ts';

interface TrendMemory {
  history: ZoomHistory;
  last: TrendSearch | null;
}

export const useTrendMemory = create<TrendMemory>(() => ({ history: noHistory, last: null }));

export function rememberHistory(history: ZoomHistory): void {
  useTrendMemory.setState({ history });
}

export function rememberLast(last: TrendSearch): void {
  useTrendMemory.setState({ last });
}
