import { useTranslation } from 'react-i18next';

import { pointAt, useTrendPointer } from '../../components/trend-chart/pointer-store.ts';
import { useKeys } from '../../keys/use-keys.ts';
import type { TrendControls } from './use-trend-view.ts';
import { lengthOf } from './windows.ts';

/** Hour, day, week, month, year. */
const spanKeys = [
  ['H', '1h'],
  ['D', '24h'],
  ['W', '7d'],
  ['M', '30d'],
  ['Y', '1y'],
] as const;
const zoomStep = 0.5;
/** A key moves the picture by this part of it. */
const moveStep = 0.2;
/** And the cross line by this part where no points tell how far. */
const crossSteps = 200;

/**
 * Everything a hand does over the charts, by keys.
 * @param pointMs what one point is, in ms: the cross line moves by it.
 */
export function useTrendKeys(controls: TrendControls, pointMs: number): void {
  const { t } = useTranslation('trends');
  const { stretch, history } = controls;
  const length = lengthOf(stretch);
  const crossMs = (): number => useTrendPointer.getState().crossMs ?? stretch.toMs;
  const step = Math.max(pointMs, length / crossSteps);
  const cross = (timeMs: number) => pointAt(Math.min(stretch.toMs - 1, Math.max(stretch.fromMs, timeMs)), true);
  const around = (): number => useTrendPointer.getState().crossMs ?? stretch.toMs - length / 2;
  useKeys('page', [
    { key: 'ArrowLeft', label: t('keys.crossLeft'), run: () => cross(crossMs() - step) },
    { key: 'ArrowRight', label: t('keys.crossRight'), run: () => cross(crossMs() + step) },
    { key: 'Home', label: t('keys.crossFirst'), run: () => cross(stretch.fromMs) },
    { key: 'End', label: t('keys.crossLast'), run: () => cross(stretch.toMs) },
    { key: 'Shift+ArrowLeft', label: t('keys.earlier'), run: () => controls.moveBy(-moveStep * length) },
    { key: 'Shift+ArrowRight', label: t('keys.later'), run: () => controls.moveBy(moveStep * length) },
    { key: '+', label: t('keys.nearer'), run: () => controls.zoomBy(zoomStep, around()) },
    { key: '-', label: t('keys.further'), run: () => controls.zoomBy(1 / zoomStep, around()) },
    { key: 'Escape', run: () => pointAt(null) },
    ...spanKeys.map(([key, span]) => ({ key, label: t('keys.span', { span: t(`span.${span}`) }), run: () => controls.show({ span }) })),
  ]);
  useKeys('page', [{ key: 'Backspace', label: t('keys.back'), run: () => controls.goBack() }], history.before.length > 0);
}
