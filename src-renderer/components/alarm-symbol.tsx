import { useTranslation } from 'react-i18next';

import type { Severity } from '#contract/alarms.ts';

import { type SymbolState, symbolShapes } from './alarm-symbol-shapes.ts';
import css from './alarm-symbol.module.css';

interface AlarmSymbolProps {
  severity: Severity;
  state: SymbolState;
  /** A ring says that nobody has acknowledged. */
  acknowledged?: boolean;
  /** It is recorded only and asks nobody for anything: no ring, and not a word about acknowledging. */
  quiet?: boolean;
  /** Width and height in px. */
  size?: number;
  /** Words stand beside it: say nothing to a screen reader. */
  decorative?: boolean;
}

const stateClasses: Record<SymbolState, string | undefined> = {
  true: undefined,
  ended: css.ended,
  shelved: css.shelved,
  'bad-quality': css.badQuality,
  none: css.none,
};

/** The alarm symbol: shape, number and colour for the severity, ring for not acknowledged. */
export function AlarmSymbol({ severity, state, acknowledged = true, quiet = false, size = 22, decorative = false }: AlarmSymbolProps) {
  const label = useSymbolLabel(severity, state, quiet ? null : acknowledged);
  const shape = symbolShapes[severity];
  const spoken = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  const className = [css.symbol, css[severity], stateClasses[state]].filter(Boolean).join(' ');
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 24 24" {...spoken}>
      {!acknowledged && !quiet && <path className={css.ring} d={shape.ring} />}
      <path className={css.body} d={shape.body} />
      {state !== 'none' && (
        <text className={css.number} x="12" y={shape.baseline}>
          {state === 'bad-quality' ? '?' : shape.number}
        </text>
      )}
    </svg>
  );
}

/** @param acknowledged null where it does not matter. */
function useSymbolLabel(severity: Severity, state: SymbolState, acknowledged: boolean | null): string {
  const { t } = useTranslation('common');
  if (state === 'bad-quality') return t('symbol.badQuality');
  const parts = [t(`severity.${severity}`)];
  if (state === 'ended') parts.push(t('symbol.ended'));
  if (state === 'shelved') parts.push(t('symbol.shelved'));
  else if (state !== 'none' && acknowledged !== null) parts.push(t(acknowledged ? 'symbol.acknowledged' : 'symbol.notAcknowledged'));
  return parts.join(', ');
}
