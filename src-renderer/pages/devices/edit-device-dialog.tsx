import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { type DeviceChange, type DevicePicture, useUpdateDevice } from '../../devices/device-queries.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './dialog.module.css';
import { GroupField } from './group-field.tsx';

/** Rename a device, say what kind it is, move it to a group; undone by the message that follows. */
export function EditDeviceDialog({ device, onClose }: { device: DevicePicture; onClose: () => void }) {
  const { t } = useTranslation(['devices', 'common']);
  const [name, setName] = useState(device.name);
  const [type, setType] = useState(device.type ?? '');
  const [groupId, setGroupId] = useState(device.groupId);
  const { save, error, isPending } = useChangeWithUndo(device, onClose);
  const named = name.trim() !== '';
  return (
    <ConfirmDialog
      title={t('panel.editTitle', { name: device.name })}
      act={t('common:act.save')}
      onConfirm={() => named && save({ name: name.trim(), type: type.trim() || null, groupId })}
      onClose={onClose}
      disabled={isPending}
    >
      <div className={css.fields}>
        <TextInput
          label={t('panel.name')}
          value={name}
          maxLength={120}
          data-autofocus
          error={named ? undefined : t('panel.nameMissing')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('panel.kind')}
          description={t('panel.kindHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={type}
          maxLength={120}
          onChange={(event) => setType(event.currentTarget.value)}
        />
        <GroupField label={t('panel.group')} value={groupId} onChange={setGroupId} />
        {error && <Problem>{t('panel.notChanged', { name: device.name, why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      </div>
    </ConfirmDialog>
  );
}

/** Save a change; the message about it takes it back. */
function useChangeWithUndo({ id, name, type, groupId }: DevicePicture, onDone: () => void) {
  const { t } = useTranslation(['devices', 'common']);
  const update = useUpdateDevice(id);
  const before: DeviceChange = { name, type, groupId };
  const takeBack = () => {
    // The dialog is long closed: only the promise still tells.
    const onError = (error: unknown) => showToast({ text: t('panel.notChanged', { name, why: t(`common:error.${errorCodeOf(error)}`) }) });
    update.mutateAsync(before).catch(onError);
  };
  const save = (change: DeviceChange) => {
    const saved = () => {
      onDone();
      return { text: t('panel.changed', { name: change.name }), undo: takeBack };
    };
    // What went wrong stands in the dialog.
    void tellOf(update.mutateAsync(change), saved, () => undefined);
  };
  return { save, error: update.error, isPending: update.isPending };
}
