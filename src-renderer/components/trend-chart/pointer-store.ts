/** Where somebody points in the charts, which all of them show together. Apart from React's state, so that only the lines move. */
import { create } from 'zustand';

interface TrendPointer {
  /** The moment under the cross line; null when nobody points. */
  crossMs: number | null;
  /** It was put there by a key and stays when the pointer leaves. */
  byKey: boolean;
  /** The stretch being dragged over. */
  selection: { fromMs: number; toMs: number } | null;
}

export const useTrendPointer = create<TrendPointer>(() => ({ crossMs: null, byKey: false, selection: null }));

export function pointAt(crossMs: number | null, byKey = false): void {
  useTrendPointer.setState({ crossMs, byKey });
}

export function selectStretch(selection: TrendPointer['selection']): void {
  useTrendPointer.setState({ selection });
}
