import { useTranslation } from 'react-i18next';

import { xOf } from '../../components/trend-chart/plot.ts';
import { type Swap, useSwaps } from '../../devices/device-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import type { ChartGroup } from './chart-groups.ts';
import css from './trends-page.module.css';

interface SwapMarksProps {
  group: ChartGroup;
  /** Of the lines that share a chart, by series id. */
  letters: ReadonlyMap<string, string>;
  fromMs: number;
  toMs: number;
  width: number;
}

/** Room for the words right of a mark, px; where there is less they stand left of it. */
const wordsRoom = 220;

/** Where the unit of a device was exchanged: what stands left and right of it was measured by two. */
export function SwapMarks({ group, letters, ...plot }: SwapMarksProps) {
  const { full } = useFormats();
  const wordsOf = useSwapWords(group, letters);
  const swaps = useSwaps([...new Set(group.values.map(({ series }) => series.deviceId))]);
  const inside = swaps.filter(({ atMs }) => atMs >= plot.fromMs && atMs < plot.toMs);
  return inside.map((swap) => {
    const x = xOf(plot, swap.atMs);
    const isNearEnd = plot.width - x < wordsRoom;
    return (
      <span key={swap.id} className={isNearEnd ? `${css.swap} ${css.swapNearEnd}` : css.swap} style={{ left: x }} title={full(swap.atMs)}>
        <span>{wordsOf(swap)}</span>
      </span>
    );
  });
}

/** "A B new unit, 1,488 → 0 m³": whose, where several devices share the chart, and where its counter stood. */
function useSwapWords({ values }: ChartGroup, letters: ReadonlyMap<string, string>): (swap: Swap) => string {
  const { t } = useTranslation('deviceLife');
  const { quantity, reading } = useFormats();
  const shared = new Set(values.map(({ series }) => series.deviceId)).size > 1;
  return ({ deviceId, counters }) => {
    const own = values.map(({ series }) => series).filter((series) => series.deviceId === deviceId);
    const whose = shared ? own.flatMap(({ id }) => letters.get(id) ?? []) : [];
    const readings = own.flatMap(({ fragment, series, unit }) => {
      const counter = counters.find((one) => one.fragment === fragment && one.series === series);
      return counter ? [t('replace.counterMark', { last: reading(counter.lastOld), first: quantity(counter.firstNew, unit) })] : [];
    });
    return [[...whose, t('replace.mark')].join(' '), ...readings].join(', ');
  };
}
