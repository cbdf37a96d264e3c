import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Lock } from '#contract/locks.ts';

import { useFormats } from '../../format/use-formats.ts';
import { zoneCity } from '../../format/zone.ts';
import { useLockPicture } from '../../session/lock-acts.ts';
import { useNow } from '../../state/now.ts';
import { BareFrame } from '../bare-frame.tsx';
import { LockCounts } from './lock-counts.tsx';
import css from './lock-screen.module.css';
import { SomeoneElse } from './someone-else.tsx';
import { UnlockForm } from './unlock-form.tsx';

/** A locked console: how many alarms are open, the password, and nothing else. */
export function LockScreen({ lock }: { lock: Lock }) {
  const picture = useLockPicture();
  const [someoneElse, setSomeoneElse] = useState(false);
  return (
    <BareFrame status={<PictureAge picture={picture} />} statusEnd={<LockEnd lock={lock} />}>
      <div className={css.middle}>
        <LockCounts picture={picture.data} old={picture.isAway} />
        {someoneElse ? (
          <SomeoneElse lock={lock} onBack={() => setSomeoneElse(false)} />
        ) : (
          <UnlockForm lock={lock} onSomeoneElse={() => setSomeoneElse(true)} />
        )}
      </div>
    </BareFrame>
  );
}

/** How fresh the numbers are. */
function PictureAge({ picture: { isAway, data } }: { picture: ReturnType<typeof useLockPicture> }) {
  const { t } = useTranslation('common');
  const formats = useFormats();
  const now = useNow(100);
  if (!data) return t(isAway ? 'status.away' : 'status.connecting');
  if (isAway) return t('status.lost', { time: formats.seconds(data.nowMs) });
  return t('status.live', { lag: formats.lag(now - data.nowMs) });
}

/** When name and password will be asked for, and the clock of the site. */
function LockEnd({ lock: { endsMs, longestMs } }: { lock: Lock }) {
  const { t } = useTranslation(['shell', 'common']);
  const formats = useFormats();
  const now = useNow();
  return (
    <>
      {longestMs > 0 && <span>{t('lock.ends', { time: formats.clock(endsMs), age: formats.age(longestMs) })}</span>}
      <span className={css.clock}>{t('common:status.clock', { time: `${formats.weekday(now)} ${formats.seconds(now)}`, zone: zoneCity(formats.zone) })}</span>
    </>
  );
}
