import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { AlarmStateSymbol } from '../../alarms/alarm-cells.tsx';
import css from './newcomers.module.css';

/** New alarms that wait at the top while somebody points at the list or has a row open. The worst one lends its symbol. */
export function Newcomers({ waiting, onShow }: { waiting: readonly ConsoleAlarm[]; onShow: () => void }) {
  const { t } = useTranslation('alarms');
  const [worst] = waiting;
  if (!worst) return null;
  return (
    <button type="button" className={css.bar} onClick={onShow}>
      <AlarmStateSymbol alarm={worst} size={18} />
      {t('newcomers', { count: waiting.length })}
    </button>
  );
}
