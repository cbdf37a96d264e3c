import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useOpenAlarms } from '../alarms/alarm-queries.ts';
import { alarmTitle } from '../alarms/alarm-words.ts';
import { useAcknowledge } from '../alarms/use-acknowledge.ts';
import { useIsLost } from '../api/connection-store.ts';
import { useMay } from '../api/console-state.ts';
import { AlarmSymbol } from '../components/alarm-symbol.tsx';
import { Button, TextButton } from '../components/button.tsx';
import { useKeys } from '../keys/use-keys.ts';
import { bannerAlarm } from './banner-alarm.ts';
import css from './frame.module.css';

/** Views that show open alarms themselves. */
const alarmViews: readonly string[] = ['/', '/alarms'];

/**
 * A critical alarm that arrives while another view is open lies here until it is acknowledged or was
 * opened once; after that the ringed count in the title bar keeps it.
 */
export function CriticalBanner() {
  const { t } = useTranslation('alarms');
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const panelOpen = useRouterState({ select: ({ location }) => Object.hasOwn(location.search, 'device') });
  const alarms = useOpenAlarms().data?.alarms ?? [];
  const seenInView = alarmViews.includes(path);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const unseen = alarms.filter(({ id }) => !seen.has(id));
  if (seenInView && unseen.length > 0) setSeen(new Set([...seen, ...unseen.map(({ id }) => id)]));
  const lost = useIsLost();
  const mayAcknowledge = useMay('alarms:write') && !lost;
  const acknowledge = useAcknowledge();
  const alarm = seenInView ? undefined : bannerAlarm(unseen);
  // A device's panel has its own alarm for this letter.
  const hasKey = mayAcknowledge && !panelOpen;
  useKeys('shell', [{ key: 'A', label: t('acknowledgeKey'), run: () => alarm && acknowledge(alarm) }], alarm !== undefined && hasKey);
  if (!alarm) return null;
  return (
    <div className={`${css.banner} ${css.critical}`} role="alert" aria-label={t('banner')}>
      <AlarmSymbol severity={alarm.severity} state="true" acknowledged={false} />
      <span className="grow el">
        <TextButton onClick={() => void navigate({ to: '/alarms', search: { alarm: alarm.id } })}>{alarmTitle(alarm)}</TextButton>
      </span>
      {mayAcknowledge && <Button keyHint={hasKey ? 'A' : undefined} onClick={() => acknowledge(alarm)}>{t('acknowledge')}</Button>}
    </div>
  );
}
