import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';

import { useNow } from '../../state/now.ts';
import { rememberHistory, rememberLast, useTrendMemory } from './trend-memory.ts';
import { type TrendView, searchOf, viewOf } from './trend-search.ts';
import { type Shown, type Stretch, held, moved, stretchOf, zoomed } from './windows.ts';
import { type ZoomHistory, afterChange, afterMove, back } from './zoom-history.ts';

const minuteMs = 60_000;
const shortTickMs = 10_000;
/** After so long without another turn of the wheel a movement is over. */
const restMs = 250;

export interface TrendControls {
  view: TrendView;
  /** What is on screen now; while a hand moves it, not yet what the address says. */
  stretch: Stretch;
  /** The right end is now. */
  isLive: boolean;
  /** A hand, a wheel or a key moves it right now. */
  isMoving: boolean;
  /** A hand holds it. */
  isHeld: boolean;
  nowMs: number;
  history: ZoomHistory;
  /** Change anything but the time; the address follows. */
  change: (part: Partial<Omit<TrendView, 'shown'>>) => void;
  /** Open a whole view, such as a saved one. */
  open: (view: TrendView) => void;
  /** Show another stretch: a new level to come back from. */
  show: (shown: Shown) => void;
  /** Zoom by a factor around a moment, in small steps that count as one level. */
  zoomBy: (factor: number, aroundMs: number) => void;
  /** Show a stretch while it is being moved. */
  drag: (stretch: Stretch) => void;
  /** The movement is over. */
  drop: () => void;
  moveBy: (ms: number) => void;
  /** One zoom back, or to an earlier level. */
  goBack: (place?: number) => void;
}

/** What is shown lives in the address; what a hand is moving lives here until it lets go. */
export function useTrendView(): TrendControls {
  const search = useSearch({ from: '/frame/trends' });
  const view = useMemo(() => viewOf(search), [search]);
  const history = useTrendMemory((memory) => memory.history);
  const [draft, setDraft] = useState<Stretch | null>(null);
  const [isHeld, setHeld] = useState(false);
  const nowMs = useTick('span' in view.shown && view.shown.span === '1h');
  const stretch = draft ?? stretchOf(view.shown, nowMs);
  const write = useWriteView(setDraft);
  const later = useLater();
  useEffect(() => {
    if (view.values.length > 0) rememberLast(searchOf(view));
  }, [view]);
  const show = (shown: Shown, small = false) => {
    rememberHistory(afterChange(history, draft ?? view.shown, shown, small));
    write({ ...view, shown });
  };
  const drop = () => {
    setHeld(false);
    if (!draft) return;
    rememberHistory(afterMove(history));
    write({ ...view, shown: draft });
  };
  const goBack = (place?: number) => {
    const found = back(history, place);
    if (!found) return;
    rememberHistory(found.history);
    write({ ...view, shown: found.shown });
  };
  return {
    view,
    stretch,
    isLive: draft === null && 'span' in view.shown,
    isMoving: draft !== null,
    isHeld,
    nowMs,
    history,
    change: (part) => write({ ...view, ...part }),
    open: write,
    show: (shown) => show('span' in shown ? shown : held(shown, nowMs)),
    zoomBy: (factor, aroundMs) => show(zoomed(stretch, factor, aroundMs, nowMs), true),
    drag: (next) => {
      setHeld(true);
      setDraft(held(next, nowMs));
    },
    drop,
    moveBy: (ms) => {
      const next = moved(stretch, ms, nowMs);
      setDraft(next);
      later(() => {
        rememberHistory(afterMove(useTrendMemory.getState().history));
        write({ ...view, shown: next });
      });
    },
    goBack,
  };
}

/** Now, a little ahead so that the newest reading is inside; it moves on often enough for what is shown. */
function useTick(isShort: boolean): number {
  const tickMs = isShort ? shortTickMs : minuteMs;
  return useNow(tickMs) + tickMs;
}

/** Writes the address; what was being moved gives way to it once it is there. */
function useWriteView(setDraft: (change: (draft: Stretch | null) => Stretch | null) => void): (view: TrendView) => void {
  const navigate = useNavigate({ from: '/trends' });
  return (view) => {
    const { shown } = view;
    if (!('span' in shown)) setDraft(() => shown);
    const written = navigate({ search: ({ alarm }) => ({ ...searchOf(view), ...(alarm !== undefined && { alarm }) }), replace: true });
    void written.then(() => setDraft((draft) => (draft === shown || 'span' in shown ? null : draft)));
  };
}

/** Runs the last of several wishes once they have stopped coming. */
function useLater(): (run: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (run) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(run, restMs);
  };
}
