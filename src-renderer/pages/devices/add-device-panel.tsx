import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../components/button.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { useGroups } from '../../devices/device-queries.ts';
import { groupPath } from '../../devices/group-tree.ts';
import { usePin } from '../../measurements/use-pin.ts';
import { useForgetSender, useUnknownSenders } from '../../senders/sender-queries.ts';
import { proposedName } from '../../senders/sender-words.ts';
import { ConnectWays } from './connect-ways.tsx';
import css from './dialog.module.css';
import { RegisterDevices } from './register-devices.tsx';

interface AddDevicePanelProps {
  /** The group chosen in the tree. */
  groupId: string | null;
  /** The unknown sender it is made of. */
  senderKey?: string | undefined;
  onOpen: (deviceId: string) => void;
  onClose: () => void;
}

/** Connect a device beside the list: name it, paste one line, see its first value. */
export function AddDevicePanel({ groupId, senderKey, onOpen, onClose }: AddDevicePanelProps) {
  const { t } = useTranslation('devices');
  const groups = useGroups().data?.groups ?? [];
  // What the tree is set to later does not move a device that was made already.
  const [group] = useState(groupId);
  const [created, setCreated] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const name = useAdoptedName(round === 0 ? senderKey : undefined);
  const forget = useForgetSender();
  const keep = (deviceId: string) => {
    setCreated(deviceId);
    if (senderKey !== undefined) forget(senderKey);
  };
  const another = () => {
    setCreated(null);
    setRound(round + 1);
  };
  const where = group === null ? '' : t('addPanel.inGroup', { name: groupPath(groups, group) });
  return (
    <Panel title={t('addPanel.title')} sentence={`${t('addPanel.lead')} ${where}`} onClose={onClose}>
      <PanelSection>
        <div className={css.fields}>
          <ConnectWays key={round} groupId={group} name={name} onCreated={keep} after={(seriesId) => <PinValue seriesId={seriesId} />} />
          {created !== null && (
            <div className="row">
              <Button onClick={() => onOpen(created)}>{t('addPanel.open')}</Button>
              <Button kind="quiet" onClick={another}>
                {t('addPanel.another')}
              </Button>
            </div>
          )}
        </div>
      </PanelSection>
      <RegisterDevices onOpen={onOpen} />
    </Panel>
  );
}

/** A name to propose for a device made of an unknown sender. */
function useAdoptedName(senderKey: string | undefined): string {
  const senders = useUnknownSenders().data?.senders;
  const sender = senders?.find(({ key }) => key === senderKey);
  // Kept: the sender is forgotten once the device is made.
  const [name] = useState(sender ? proposedName(sender) : '');
  return name;
}

/** One click from the first value to Now. */
function PinValue({ seriesId }: { seriesId: string }) {
  const { t } = useTranslation('devices');
  const pin = usePin(seriesId);
  if (!pin) return null;
  return (
    <div className={css.pin}>
      {pin.pinned ? <span className="t3">{t('addPanel.pinned')}</span> : <Button icon="pin" onClick={pin.toggle}>{t('addPanel.pin')}</Button>}
    </div>
  );
}
