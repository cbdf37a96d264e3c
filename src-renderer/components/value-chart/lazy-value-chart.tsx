import { CatchBoundary } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { lateComponent } from '../late-component.ts';
import type { ValueChartProps } from './value-chart.tsx';

/** Charts weigh as much as the rest of the console: they come when the first one is looked at. */
const Chart = lateComponent(async () => (await import('./value-chart.tsx')).ValueChart);

/** {@link ValueChart}, its place kept free until it is there. */
export function LazyValueChart(props: ValueChartProps) {
  const height = props.height ?? 186;
  const isLost = useIsLost();
  return (
    <CatchBoundary getResetKey={() => String(isLost)} errorComponent={({ error }) => <NoChart error={error} height={height} />}>
      <Suspense fallback={<div style={{ height }} />}>
        <Chart {...props} />
      </Suspense>
    </CatchBoundary>
  );
}

/** Its code could not be fetched; what stands around it stays. */
function NoChart({ error, height }: { error: unknown; height: number }) {
  const { t } = useTranslation('common');
  return (
    <p className="t2" style={{ minHeight: height }}>
      {t(`error.${errorCodeOf(error)}`)}
    </p>
  );
}
