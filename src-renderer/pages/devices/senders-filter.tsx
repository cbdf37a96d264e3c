import { useTranslation } from 'react-i18next';

import { useMay } from '../../api/console-state.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useUnknownSenderCount } from '../../senders/sender-queries.ts';
import css from './device-tree.module.css';

interface SendersFilterProps {
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}

/** The fixed entry among the filters for who is no device: seen by who may make it one. */
export function SendersFilter({ chosen, onChoose }: SendersFilterProps) {
  const { t } = useTranslation('senders');
  const formats = useFormats();
  const count = useUnknownSenderCount();
  if (!useMay('devices:write')) return null;
  return (
    <button
      type="button"
      className={[css.node, css.filter, chosen && css.chosen].filter(Boolean).join(' ')}
      aria-pressed={chosen}
      onClick={() => onChoose(!chosen)}
    >
      <span className="el">{t('title')}</span>
      <span />
      <span className={css.count}>{count === undefined ? '' : formats.count(count)}</span>
    </button>
  );
}
