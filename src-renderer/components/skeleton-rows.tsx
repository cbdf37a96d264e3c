import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { rowHeights } from '../state/density.ts';
import { useViewStore } from '../state/view-store.ts';
import css from './skeleton-rows.module.css';

/** Nothing shows before this: most answers are faster, and a flash is worse than a short blank. */
const patienceMs = 200;
const slowMs = 4000;
const nameWidths = [150, 110, 176, 128];

/** True once `ms` have passed since the component came. */
function useAfter(ms: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return passed;
}

/** Rows of the height of those to come. After four seconds a sentence says what is slow. */
export function SkeletonRows({ lines = 'two', count = 4 }: { lines?: 'one' | 'two'; count?: number }) {
  const { t } = useTranslation('common');
  const visible = useAfter(patienceMs);
  const slow = useAfter(slowMs);
  const height = rowHeights[useViewStore((state) => state.density)][lines];
  if (!visible) return <div className="grow" aria-busy="true" />;
  return (
    <div className="grow" aria-busy="true" aria-label={t('loading.label')}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={css.row} style={{ height }}>
          <span className={css.symbol} />
          <span>
            <span className={css.name} style={{ width: nameWidths[index % nameWidths.length] }} />
            {lines === 'two' && <span className={css.place} style={{ width: (nameWidths[index % nameWidths.length] ?? 0) * 0.6 }} />}
          </span>
          <span className={css.name} />
          <span className={css.name} />
        </div>
      ))}
      {slow && <p className={css.slow}>{t('loading.slow')}</p>}
    </div>
  );
}
