import { useTranslation } from 'react-i18next';

import { Icon } from '../../components/icon.tsx';
import type { TrendRow } from './trend-rows.ts';
import css from './trends-page.module.css';

/** Line and name, place; value, lowest to highest. */
export function TrendRowCells({ row, onRemove }: { row: TrendRow; onRemove?: (() => void) | undefined }) {
  const { t } = useTranslation('trends');
  const { name, place, value, isFresh, range, colour, dashed, letter } = row;
  return (
    <div className={css.cells}>
      <span className={css.lineKey} style={{ borderColor: colour, borderTopStyle: dashed ? 'dashed' : 'solid' }}>
        {letter !== undefined && <span className={css.letter}>{letter}</span>}
      </span>
      <span className="el b" title={name}>
        {name}
      </span>
      <span className={isFresh ? 'nw b' : 'nw t3'}>{value}</span>
      <span className={`${css.second} el`} title={place}>
        {place}
      </span>
      <span className={`${css.second} nw`}>{range}</span>
      {onRemove && (
        <button
          type="button"
          tabIndex={-1}
          className={css.remove}
          aria-label={t('remove', { name })}
          title={t('remove', { name })}
          onClick={(event) => {
            event.stopPropagation();
            onRemove();
          }}
        >
          <Icon name="close" small />
        </button>
      )}
    </div>
  );
}
