import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { StaleTime } from '../../components/stale-time.tsx';
import type { DevicePicture } from '../../devices/device-queries.ts';
import css from './device-life.module.css';

/** What it hangs on and what hangs on it; each opens by a click. None of a device that stands alone. */
export function useFamilyFacts({ life }: DevicePicture, onDevice: (deviceId: string) => void): { name: string; value: ReactNode }[] {
  const { t } = useTranslation('deviceLife');
  return [
    ...(life.parent ? [{ name: t('about.parent'), value: <Member {...life.parent} onDevice={onDevice} /> }] : []),
    ...(life.children.length > 0
      ? [{ name: t('about.children', { count: life.children.length }), value: <Children life={life} onDevice={onDevice} /> }]
      : []),
  ];
}

function Member({ id, name, onDevice }: { id: string; name: string; onDevice: (deviceId: string) => void }) {
  return (
    <button type="button" className={css.plain} onClick={() => onDevice(id)}>
      {name || id}
    </button>
  );
}

function Children({ life, onDevice }: { life: DevicePicture['life']; onDevice: (deviceId: string) => void }) {
  const { t } = useTranslation('deviceLife');
  return (
    <ul>
      {life.children.map(({ id, name, contact }) => (
        <li key={id} className="row">
          <Member id={id} name={name} onDevice={onDevice} />
          {contact === 'silent' && <StaleTime title={t('about.childSilent')}>{t('about.childSilent')}</StaleTime>}
        </li>
      ))}
    </ul>
  );
}
