import { useTranslation } from 'react-i18next';

import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

interface SwitchOffDialogProps {
  name: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Ended alarms do not come back by switching on again, so it is asked. */
export function SwitchOffDialog({ name, onConfirm, onClose }: SwitchOffDialogProps) {
  const { t } = useTranslation('rules');
  return (
    <ConfirmDialog title={t('switchOffTitle', { name })} act={t('switchOffAct')} onConfirm={onConfirm} onClose={onClose}>
      <p>{t('switchOffWhy')}</p>
    </ConfirmDialog>
  );
}
