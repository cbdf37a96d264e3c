import { useTranslation } from 'react-i18next';

import { severities } from '#contract/alarms.ts';
import type { CallReply } from '#contract/console-api.ts';

import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { useFormats } from '../../format/use-formats.ts';
import css from './lock-screen.module.css';

interface LockCountsProps {
  picture: CallReply<'lockPicture'> | undefined;
  /** The core is out of reach: the numbers are those of before. */
  old: boolean;
}

/** Open alarms by severity, to be read from across the room. The ring says some are not acknowledged. */
export function LockCounts({ picture, old }: LockCountsProps) {
  const { t } = useTranslation(['shell', 'common']);
  const { count } = useFormats();
  return (
    <ul className={old ? `${css.counts} ${css.old}` : css.counts} aria-label={t('common:title.openAlarms')}>
      {picture &&
        severities.map((severity) => {
          const open = picture.open[severity];
          const waiting = picture.unacknowledged[severity];
          return (
            <li key={severity} className={css.count}>
              <AlarmSymbol severity={severity} state={open > 0 ? 'true' : 'none'} acknowledged={waiting === 0} size={44} decorative />
              <span>
                <span className={css.number}>{count(open)}</span>
                <span className="t2 nw">{t(`lock.severity.${severity}`)}</span>
                {waiting > 0 && <span className="unseen">{`, ${t('common:title.notAcknowledged', { count: waiting })}`}</span>}
              </span>
            </li>
          );
        })}
    </ul>
  );
}
