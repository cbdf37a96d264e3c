import { useTranslation } from 'react-i18next';

import { useMay } from '../../api/console-state.ts';
import { useUnknownSenderCount } from '../../senders/sender-queries.ts';
import { ListFilter } from './list-filter.tsx';

interface SendersFilterProps {
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}

/** The fixed entry among the filters for who is no device: seen by who may make it one. */
export function SendersFilter({ chosen, onChoose }: SendersFilterProps) {
  const { t } = useTranslation('senders');
  const count = useUnknownSenderCount();
  if (!useMay('devices:write')) return null;
  return <ListFilter label={t('title')} on={chosen} count={count} onChange={onChoose} />;
}
