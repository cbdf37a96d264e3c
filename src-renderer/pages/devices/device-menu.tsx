import { ActionIcon, Menu, Modal, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { DevicePicture } from '../../devices/device-queries.ts';
import { useDelete } from '../../devices/inventory-acts.ts';
import css from './device-life.module.css';
import dialog from './dialog.module.css';
import { EditDeviceDialog } from './edit-device-dialog.tsx';
import { RenewSecret } from './renew-secret.tsx';
import { SupervisionDialog } from './supervision-dialog.tsx';

type Open = 'edit' | 'secret' | 'supervision' | 'advanced';

/** What is rarely needed: editing, secret, silence; and everything raw, for who may read it. */
export function DeviceMenu({ device, onDeleted }: { device: DevicePicture; onDeleted: () => void }) {
  const { t } = useTranslation(['deviceLife', 'inventory']);
  const remove = useDelete('device');
  const [open, setOpen] = useState<Open | null>(null);
  const lost = useIsLost();
  const may = useMay('devices:write') && !lost;
  const close = () => setOpen(null);
  const discard = () => {
    remove(device);
    onDeleted();
  };
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        {/* The button itself must be the menu's target: it tells that a menu is behind it. */}
        <Tooltip label={t('menu.more')}>
          <span>
            <Menu.Target>
              <ActionIcon variant="default" aria-label={t('menu.more')}>
                <Icon name="more" />
              </ActionIcon>
            </Menu.Target>
          </span>
        </Tooltip>
        <Menu.Dropdown>
          {may && <Menu.Item onClick={() => setOpen('edit')}>{t('menu.edit')}</Menu.Item>}
          {may && <Menu.Item onClick={() => setOpen('supervision')}>{t('menu.supervision')}</Menu.Item>}
          {may && <Menu.Item onClick={() => setOpen('secret')}>{t(device.credentialName === null ? 'menu.makeSecret' : 'menu.secret')}</Menu.Item>}
          {may && <Menu.Item onClick={discard}>{t('inventory:deleteDevice')}</Menu.Item>}
          <Menu.Item onClick={() => setOpen('advanced')}>{t('menu.advanced')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && <EditDeviceDialog device={device} onClose={close} />}
      {open === 'secret' && <RenewSecret device={device} onClose={close} />}
      {open === 'supervision' && <SupervisionDialog device={device} onClose={close} />}
      {open === 'advanced' && <Advanced device={device} onClose={close} />}
    </>
  );
}

/** Everything the inventory has of it, as it is stored. */
function Advanced({ device, onClose }: { device: DevicePicture; onClose: () => void }) {
  const { t } = useTranslation(['deviceLife', 'devices', 'common']);
  const { id, name, type, externalIds, fragments } = device;
  const text = JSON.stringify({ id, name, type, externalIds, ...fragments }, null, 2);
  return (
    <Modal opened onClose={onClose} title={t('menu.advancedTitle', { name })} size={640} closeButtonProps={{ 'aria-label': t('common:act.close') }}>
      <div className={dialog.fields}>
        <div className={dialog.end}>
          <CopyButton kind="secondary" text={text} />
        </div>
        <pre className={css.raw} tabIndex={0} role="region" aria-label={t('devices:panel.fragments')}>
          {text}
        </pre>
      </div>
    </Modal>
  );
}
