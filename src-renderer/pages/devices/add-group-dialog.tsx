import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { useAddGroup } from '../../devices/device-queries.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './dialog.module.css';
import { GroupField } from './group-field.tsx';

interface AddGroupDialogProps {
  /** The group it is proposed to be in. */
  parentId: string | null;
  onAdded: (groupId: string) => void;
  onClose: () => void;
}

/** Name a new group and say which one it is in. */
export function AddGroupDialog({ parentId, onAdded, onClose }: AddGroupDialogProps) {
  const { t } = useTranslation(['devices', 'common']);
  const [name, setName] = useState('');
  const [parent, setParent] = useState(parentId);
  const [tried, setTried] = useState(false);
  const add = useAddGroup();
  const confirm = () => {
    setTried(true);
    if (name.trim() === '') return;
    const onSuccess = (group: { id: string; name: string }) => {
      onAdded(group.id);
      onClose();
      showToast({ text: t('groupAdded', { name: group.name }) });
    };
    add.mutate({ name: name.trim(), parentId: parent }, { onSuccess });
  };
  return (
    <ConfirmDialog title={t('addGroupTitle')} act={t('addGroup')} onConfirm={confirm} onClose={onClose} disabled={add.isPending}>
      <div className={css.fields}>
        <TextInput
          label={t('groupName')}
          value={name}
          maxLength={120}
          data-autofocus
          error={tried && name.trim() === '' ? t('groupNameMissing') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <GroupField label={t('groupParent')} value={parent} onChange={setParent} />
        {add.error && <Problem>{t('groupNotAdded', { why: t(`common:error.${errorCodeOf(add.error)}`) })}</Problem>}
      </div>
    </ConfirmDialog>
  );
}
