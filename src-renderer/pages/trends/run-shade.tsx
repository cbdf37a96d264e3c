import { Shade } from '../../components/trend-chart/cross-line.tsx';
import { useTrendPointer } from '../../components/trend-chart/pointer-store.ts';
import type { TrendValue } from './chart-groups.ts';
import { onAt } from './readings.ts';

interface RunShadeProps {
  switches: readonly TrendValue[];
  fromMs: number;
  toMs: number;
  width: number;
}

/** Points somebody at a time a door was open, all charts show how long it was. */
export function RunShade({ switches, ...plot }: RunShadeProps) {
  const crossMs = useTrendPointer((pointer) => pointer.crossMs);
  if (crossMs === null) return null;
  const runs = switches.flatMap(({ range, series }) => {
    const run = range?.switched && onAt(range.switched, crossMs);
    return run ? [{ ...run, key: series.id }] : [];
  });
  return runs.map(({ key, fromMs, toMs }) => <Shade key={key} plot={plot} fromMs={fromMs} toMs={toMs} />);
}
