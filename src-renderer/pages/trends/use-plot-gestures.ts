import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';

import { timeAt } from '../../components/trend-chart/plot.ts';
import { pointAt, selectStretch, useTrendPointer } from '../../components/trend-chart/pointer-store.ts';
import { labelRoom } from '../../components/trend-chart/trend-chart.tsx';
import type { TrendControls } from './use-trend-view.ts';

/** A hand that moved less than this, in px, only pointed. */
const leastDrag = 4;
/** A turn of the wheel zooms by so much a px. */
const zoomAPixel = 0.002;

type Gesture = { kind: 'select'; startX: number; startMs: number } | { kind: 'move'; startX: number; from: TrendControls['stretch'] };

/**
 * What a hand does over the charts: point, drag over a stretch to zoom into it, drag with Shift (or the middle button) to
 * move, scroll to move, scroll with Ctrl (or pinch) to zoom.
 */
export function usePlotGestures(area: RefObject<HTMLDivElement | null>, controls: TrendControls, width: number) {
  const gesture = useRef<Gesture | null>(null);
  const { stretch } = controls;
  const plot = { ...stretch, width };
  const xOfEvent = (event: { clientX: number }): number => event.clientX - (area.current?.getBoundingClientRect().left ?? 0) - labelRoom;
  useWheel(area, (event) => {
    const momentMs = timeAt(plot, xOfEvent(event));
    if (event.ctrlKey || event.metaKey) controls.zoomBy(Math.exp(event.deltaY * zoomAPixel), momentMs);
    else controls.moveBy(((event.deltaX || event.deltaY) / Math.max(1, width)) * (stretch.toMs - stretch.fromMs));
  });
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    const x = xOfEvent(event);
    const isOver = x >= 0 && x <= width && !(event.target instanceof Element && event.target.closest('button'));
    if (!isOver || event.button > 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault();
    const moves = event.shiftKey || event.altKey || event.button === 1;
    gesture.current = moves ? { kind: 'move', startX: x, from: stretch } : { kind: 'select', startX: x, startMs: timeAt(plot, x) };
  };
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const x = xOfEvent(event);
    const momentMs = timeAt(plot, x);
    const doing = gesture.current;
    if (doing?.kind === 'move') {
      const byMs = ((doing.startX - x) / width) * (doing.from.toMs - doing.from.fromMs);
      controls.drag({ fromMs: doing.from.fromMs + byMs, toMs: doing.from.toMs + byMs });
      return;
    }
    if (doing && Math.abs(x - doing.startX) >= leastDrag) selectStretch({ fromMs: Math.min(doing.startMs, momentMs), toMs: Math.max(doing.startMs, momentMs) });
    pointAt(x >= 0 && x <= width ? momentMs : null);
  };
  const end = () => {
    const doing = gesture.current;
    gesture.current = null;
    const { selection } = useTrendPointer.getState();
    selectStretch(null);
    if (doing?.kind === 'move') controls.drop();
    else if (doing && selection) controls.show(selection);
  };
  const cancel = () => {
    gesture.current = null;
    selectStretch(null);
  };
  const leave = () => {
    if (!useTrendPointer.getState().byKey && !gesture.current) pointAt(null);
  };
  return { onPointerDown: begin, onPointerMove: follow, onPointerUp: end, onPointerCancel: cancel, onPointerLeave: leave };
}

/** The wheel must be listened to by hand: React's own listener cannot keep the page from scrolling. */
function useWheel(area: RefObject<HTMLDivElement | null>, onTurn: (event: WheelEvent) => void): void {
  const latest = useRef(onTurn);
  useEffect(() => {
    latest.current = onTurn;
  });
  useEffect(() => {
    const element = area.current;
    const onWheel = (event: WheelEvent): void => {
      const scrolls = element !== null && element.scrollHeight > element.clientHeight && event.deltaX === 0 && !event.ctrlKey && !event.metaKey;
      if (scrolls) return;
      event.preventDefault();
      latest.current(event);
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [area]);
}
