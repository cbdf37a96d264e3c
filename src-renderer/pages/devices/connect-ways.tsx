import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useFoundDevices } from '../../devices/found-queries.ts';
import { useDemoSite } from '../../site/demo-queries.ts';
import { ConnectDevice } from './connect-device.tsx';
import css from './connect-ways.module.css';
import { DemoWay } from './demo-way.tsx';
import { NetworkWay } from './network-way.tsx';

type Way = 'line' | 'network' | 'demo';

interface ConnectWaysProps {
  /** The group the device is put in; null leaves it outside of any. */
  groupId: string | null;
  /** Where it was asked for: a page has larger controls than a panel. */
  large?: boolean;
  /** A name to begin with. */
  name?: string;
  /** The device was created. */
  onCreated: (deviceId: string) => void;
  /** Below the box once the first value is there. */
  after?: (seriesId: string) => ReactNode;
}

/** Three ways to a first value: paste one line, take what answers on the network, or look around with simulated devices. */
export function ConnectWays({ name, onCreated, ...rest }: ConnectWaysProps) {
  const [way, setWay] = useState<Way>('line');
  const [chosen, setChosen] = useState({ name: name ?? '', kind: '' });
  const [created, setCreated] = useState(false);
  const keep = (deviceId: string) => {
    setCreated(true);
    onCreated(deviceId);
  };
  const take = (found: { name: string; kind: string }) => {
    setChosen(found);
    setWay('line');
  };
  return (
    <div className={css.all}>
      {!created && <WayCards way={way} onWay={setWay} />}
      {way === 'line' && <ConnectDevice key={chosen.name} {...chosen} onCreated={keep} {...rest} />}
      {way === 'network' && <NetworkWay onTake={take} />}
      {way === 'demo' && <DemoWay large={rest.large} />}
    </div>
  );
}

function WayCards({ way, onWay }: { way: Way; onWay: (way: Way) => void }) {
  const { t } = useTranslation('devices');
  const notes = { line: t('ways.line.note'), network: useFoundNote(), demo: useDemoNote() };
  return (
    <div className={css.cards} role="radiogroup" aria-label={t('ways.label')}>
      {(['line', 'network', 'demo'] as const).map((one) => (
        <label key={one} className={one === way ? `${css.card} ${css.chosen}` : css.card}>
          <input type="radio" name="way" className="unseen" checked={one === way} onChange={() => onWay(one)} />
          <span className="b">{t(`ways.${one}.title`)}</span>
          <span className="sm t3">{notes[one]}</span>
        </label>
      ))}
    </div>
  );
}

function useFoundNote(): string {
  const { t } = useTranslation('devices');
  const found = useFoundDevices().data;
  if (!found) return '';
  return found.state === 'looking' ? t('ways.network.answered', { count: found.devices.length }) : t(`ways.network.${found.state}`);
}

function useDemoNote(): string {
  const { t } = useTranslation('devices');
  const state = useDemoSite()?.state ?? 'none';
  return t(`ways.demo.${state}`);
}
