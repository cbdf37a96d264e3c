import { useTranslation } from 'react-i18next';

import { useBin } from '../../devices/bin-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import css from './device-tree.module.css';

interface BinFilterProps {
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}

/** The way to what was deleted; there while anything is. */
export function BinFilter({ chosen, onChoose }: BinFilterProps) {
  const { t } = useTranslation('inventory');
  const formats = useFormats();
  const binned = useBin().data?.pages[0]?.total ?? 0;
  if (binned === 0 && !chosen) return null;
  return (
    <button
      type="button"
      className={[css.node, css.filter, chosen && css.chosen].filter(Boolean).join(' ')}
      aria-pressed={chosen}
      onClick={() => onChoose(!chosen)}
    >
      <span className="el">{t('bin.filter')}</span>
      <span />
      <span className={css.count}>{formats.count(binned)}</span>
    </button>
  );
}
