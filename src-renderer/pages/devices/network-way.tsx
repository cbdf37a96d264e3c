import { useTranslation } from 'react-i18next';

import type { FoundDevice } from '#contract/console/discovery-calls.ts';

import { Button } from '../../components/button.tsx';
import { useFoundDevices } from '../../devices/found-queries.ts';
import css from './connect-ways.module.css';

interface NetworkWayProps {
  /** What the new device is to be called, and what kind it says it is. */
  onTake: (found: { name: string; kind: string }) => void;
}

/** What answers on the local network; one of them gives the new device its name. */
export function NetworkWay({ onTake }: NetworkWayProps) {
  const { t } = useTranslation('devices');
  const found = useFoundDevices().data;
  if (!found) return null;
  if (found.state !== 'looking') {
    return (
      <div className={css.way}>
        <p>{t(`ways.network.${found.state}Why`)}</p>
        {found.state === 'closed' && <p className="t2">{t('ways.network.closedAct')}</p>}
      </div>
    );
  }
  return (
    <div className={css.way}>
      <p className="t2">{t('ways.network.lead')}</p>
      {found.devices.length === 0 && <p>{t('ways.network.nobody')}</p>}
      <ul className={css.found}>
        {found.devices.map((device) => (
          <FoundRow key={device.address} device={device} onTake={onTake} />
        ))}
      </ul>
    </div>
  );
}

function FoundRow({ device: { name, address, kinds }, onTake }: { device: FoundDevice } & NetworkWayProps) {
  const { t } = useTranslation('devices');
  const shown = name || address;
  return (
    <li>
      <div style={{ minWidth: 0 }}>
        <div className="el" title={shown}>
          {shown}
        </div>
        <div className="el sm t3">{[name === '' ? '' : address, kinds.join(', ')].filter(Boolean).join(' · ')}</div>
      </div>
      <Button onClick={() => onTake({ name: shown, kind: kinds[0] ?? '' })} label={t('ways.network.takeNamed', { name: shown })}>
        {t('ways.network.take')}
      </Button>
    </li>
  );
}
