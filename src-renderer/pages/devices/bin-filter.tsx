import { useTranslation } from 'react-i18next';

import { useBin } from '../../devices/bin-queries.ts';
import { ListFilter } from './list-filter.tsx';

interface BinFilterProps {
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}

/** The way to what was deleted; there while anything is. */
export function BinFilter({ chosen, onChoose }: BinFilterProps) {
  const { t } = useTranslation('inventory');
  const binned = useBin().data?.pages[0]?.total ?? 0;
  if (binned === 0 && !chosen) return null;
  return <ListFilter label={t('bin.filter')} on={chosen} count={binned} onChange={onChoose} />;
}
