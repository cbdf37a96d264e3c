import { Suspense, lazy } from 'react';

import type { ValueChartProps } from './value-chart.tsx';

/** Charts weigh as much as the rest of the console: they come when the first one is looked at. */
const Chart = lazy(async () => ({ default: (await import('./value-chart.tsx')).ValueChart }));

/** {@link ValueChart}, its place kept free until it is there. */
export function LazyValueChart(props: ValueChartProps) {
  return (
    <Suspense fallback={<div style={{ height: props.height ?? 186 }} />}>
      <Chart {...props} />
    </Suspense>
  );
}
