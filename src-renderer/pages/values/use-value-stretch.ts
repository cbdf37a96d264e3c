import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useNow } from '../../state/now.ts';
import { type Span, type Stretch, spans, stretchBefore, wholeStretch } from './spans.ts';

const minuteMs = 60_000;
/** Fine enough to find the first reading within two days since 1970. */
const bucketsToFindFirst = 20_000;

interface ValueStretch {
  span: Span;
  /** Choosing a length begins at the present again. */
  choose: (span: Span) => void;
  stretch: Stretch;
  /** The stretch shown ended before the last reading, or began after it. */
  hasNoReadings: boolean;
  /** Go to the last reading. */
  showLast: () => void;
}

/** Which time a value's chart shows: it ends now, or at the last reading where the person asks for that. */
export function useValueStretch(series: ConsoleSeries): ValueStretch {
  const [span, setSpan] = useState<Span>('hours8');
  const [atLast, setAtLast] = useState(false);
  const toMs = useNow(minuteMs) + minuteMs;
  const lastMs = series.latest?.timeMs ?? toMs;
  const firstMs = useFirstReading(series.id, span === 'all', lastMs);
  const lengthMs = spans[span];
  const untilNow = lengthMs === null ? wholeStretch(firstMs ?? lastMs, lastMs) : { fromMs: toMs - lengthMs, toMs };
  const stretch = atLast && lengthMs !== null ? stretchBefore(lastMs, lengthMs) : untilNow;
  const choose = (next: Span) => {
    setSpan(next);
    setAtLast(false);
  };
  const hasNoReadings = lastMs < stretch.fromMs || lastMs > stretch.toMs;
  return { span, choose, stretch, hasNoReadings, showLast: () => setAtLast(true) };
}

/** When the oldest reading was taken, as near as a coarse look tells; undefined while unknown. */
function useFirstReading(seriesId: string, wanted: boolean, lastMs: number): number | undefined {
  const { data } = useQuery({
    queryKey: queryKeys.pointRange(seriesId, { first: true }),
    queryFn: ({ signal }) => call('points', { id: seriesId, fromMs: 0, toMs: lastMs + 1, points: bucketsToFindFirst }, signal),
    enabled: wanted,
  });
  return data?.timeMs[0];
}
