import type { Severity } from '#contract/alarms.ts';

import { AlarmSymbol } from '../alarm-symbol.tsx';
import type { SymbolState } from '../alarm-symbol-shapes.ts';
import css from './value-chart.module.css';

/** An alarm to mark on the time axis. */
export interface AlarmMark {
  timeMs: number;
  severity: Severity;
  state: SymbolState;
  acknowledged: boolean;
}

/** Where recharts lays a label out; it hands this to the element given as label. */
interface LabelPlace {
  viewBox?: { x?: number; y?: number; width?: number; height?: number };
}

/** The limit's value, written on its line. */
export function LimitLabel({ viewBox, text }: LabelPlace & { text: string }) {
  return (
    <text className={css.limitText} x={(viewBox?.x ?? 0) + 6} y={(viewBox?.y ?? 0) - 5}>
      {text}
    </text>
  );
}

/** That the unit was exchanged, along the foot of its line; left of it where the chart is soon over. */
export function SwapLabel({ viewBox, text, nearEnd }: LabelPlace & { text: string; nearEnd: boolean }) {
  const place = nearEnd ? ({ dx: -4, textAnchor: 'end' } as const) : { dx: 4 };
  return (
    <text className={`${css.limitText} ${css.swapText}`} x={viewBox?.x ?? 0} y={(viewBox?.y ?? 0) + (viewBox?.height ?? 0) - 5} {...place}>
      {text}
    </text>
  );
}

const symbolSize = 18;

/** The alarm's symbol on top of its thin line. */
export function AlarmLabel({ viewBox, mark }: LabelPlace & { mark: AlarmMark }) {
  return (
    <g transform={`translate(${(viewBox?.x ?? 0) - symbolSize / 2} ${(viewBox?.y ?? 0) - symbolSize / 2})`}>
      <AlarmSymbol severity={mark.severity} state={mark.state} acknowledged={mark.acknowledged} size={symbolSize} />
    </g>
  );
}

interface DotPlace {
  cx?: number;
  cy?: number;
  index?: number;
  payload?: { alone?: boolean };
}

/** A reading between two gaps, which no line can show. */
export function LoneDot({ cx, cy, payload }: DotPlace) {
  return payload?.alone && cx !== undefined && cy !== undefined ? <circle className={css.dot} cx={cx} cy={cy} r="1.5" /> : <g />;
}
