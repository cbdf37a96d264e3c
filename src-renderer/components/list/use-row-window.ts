import { type Virtualizer, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';

import { rowHeights } from '../../state/density.ts';
import { useViewStore } from '../../state/view-store.ts';

interface RowWindow {
  /** Goes on the element that scrolls. */
  scroll: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** Height of a row in px. */
  height: number;
  /** Room the head takes above the rows, in px. */
  headHeight: number;
  rowsInView: number;
}

/** Height of a list's head in px, as in row-list.module.css. */
const listHead = 28;

interface RowWindowOptions {
  lines: 'one' | 'two';
  withHead: boolean;
  /** -1 when no row is. */
  selectedIndex: number;
}

/** The part of a list that is in view; the selected row is brought into it. */
export function useRowWindow(keys: readonly string[], { lines, withHead, selectedIndex }: RowWindowOptions): RowWindow {
  const headHeight = withHead ? listHead : 0;
  const scroll = useRef<HTMLDivElement>(null);
  const height = rowHeights[useViewStore((state) => state.density)][lines];
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: keys.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => keys[index] ?? index,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  useEffect(() => virtualizer.measure(), [height, virtualizer]);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtualizer]);
  const rowsInView = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 0) / height) - 1);
  return { scroll, virtualizer, height, headHeight, rowsInView };
}

/** Asks for more once each time the end comes into view with another number of rows. */
export function useReachEnd(lastDrawn: number, rowCount: number, onReachEnd: (() => void) | undefined): void {
  const latest = useRef(onReachEnd);
  useEffect(() => {
    latest.current = onReachEnd;
  });
  const atEnd = rowCount > 0 && lastDrawn >= rowCount - 1;
  useEffect(() => {
    if (atEnd) latest.current?.();
  }, [atEnd, rowCount]);
}
