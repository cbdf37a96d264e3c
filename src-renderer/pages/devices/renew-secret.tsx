import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { type DevicePicture, useRenewSecret } from '../../devices/device-queries.ts';
import { CurlBlock } from './curl-block.tsx';
import css from './dialog.module.css';

/** A fresh secret for the device. It cannot be undone, so the effect is named first. */
export function RenewSecret({ device, onClose }: { device: DevicePicture; onClose: () => void }) {
  const { t } = useTranslation(['devices', 'common']);
  const renew = useRenewSecret(device.id);
  const { id, name, credentialName } = device;
  const isNew = credentialName === null;
  const close = () => {
    // The secret is not kept a moment longer than it is shown.
    renew.reset();
    onClose();
  };
  return (
    <>
      {!renew.data && (
        <ConfirmDialog
          title={t(isNew ? 'panel.createCredentialTitle' : 'panel.renewTitle', { name })}
          act={t(isNew ? 'panel.createCredential' : 'panel.renewAct')}
          onConfirm={() => renew.mutate()}
          onClose={close}
          disabled={renew.isPending}
        >
          <p>{t(isNew ? 'panel.createCredentialEffect' : 'panel.renewEffect', { name })}</p>
          {renew.error && <Problem>{t('panel.renewFailed', { why: t(`common:error.${errorCodeOf(renew.error)}`) })}</Problem>}
        </ConfirmDialog>
      )}
      {renew.data && (
        <Modal opened onClose={close} title={t('panel.renewedTitle', { name })} size={640} closeButtonProps={{ 'aria-label': t('common:act.close') }}>
          <div className={css.fields}>
            <CurlBlock deviceId={id} secret={renew.data} />
            <div className={css.end}>
              <Button kind="primary" onClick={close}>
                {t('panel.done')}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </>
  );
}
