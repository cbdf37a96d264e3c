import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../components/button.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { useGroups } from '../../devices/device-queries.ts';
import { groupPath } from '../../devices/group-tree.ts';
import { ConnectDevice } from './connect-device.tsx';
import css from './dialog.module.css';

interface AddDevicePanelProps {
  /** The group chosen in the tree. */
  groupId: string | null;
  onOpen: (deviceId: string) => void;
  onClose: () => void;
}

/** Connect a device beside the list: name it, paste one line, see its first value. */
export function AddDevicePanel({ groupId, onOpen, onClose }: AddDevicePanelProps) {
  const { t } = useTranslation('devices');
  const groups = useGroups().data?.groups ?? [];
  // What the tree is set to later does not move a device that was made already.
  const [group] = useState(groupId);
  const [created, setCreated] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const another = () => {
    setCreated(null);
    setRound(round + 1);
  };
  const where = group === null ? '' : t('addPanel.inGroup', { name: groupPath(groups, group) });
  return (
    <Panel title={t('addPanel.title')} sentence={`${t('addPanel.lead')} ${where}`} onClose={onClose}>
      <PanelSection>
        <div className={css.fields}>
          <ConnectDevice key={round} groupId={group} onCreated={setCreated} />
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
    </Panel>
  );
}
