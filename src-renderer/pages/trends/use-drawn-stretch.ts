import { useState } from 'react';

import { type DrawnLine, sameLines } from '../../components/trend-chart/trend-chart.tsx';
import { type Stretch, lengthOf } from './windows.ts';

interface Picture {
  stretch: Stretch;
  lines: readonly DrawnLine[];
}

/** Whether a picture that was drawn shows the other one too, moved to the side. Pure. */
export function isMoved(drawn: Picture, { stretch, lines }: Picture): boolean {
  return lengthOf(drawn.stretch) === lengthOf(stretch) && Math.abs(drawn.stretch.fromMs - stretch.fromMs) < lengthOf(stretch) && sameLines(drawn.lines, lines);
}

/**
 * The stretch to draw: while a picture is being moved the one it was drawn for, until there is something new to draw.
 * @param isMoving a hand moves it.
 */
export function useDrawnStretch(stretch: Stretch, lines: readonly DrawnLine[], isMoving: boolean): Stretch {
  const [drawn, setDrawn] = useState<Picture>({ stretch, lines });
  if (isMoving && isMoved(drawn, { stretch, lines })) return drawn.stretch;
  const isDrawn = drawn.stretch.fromMs === stretch.fromMs && drawn.stretch.toMs === stretch.toMs && sameLines(drawn.lines, lines);
  if (!isDrawn) setDrawn({ stretch, lines });
  return stretch;
}
