import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleGroup } from '#contract/managed-objects.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { useUpdateGroup } from '../../devices/inventory-acts.ts';
import css from './dialog.module.css';
import { GroupField } from './group-field.tsx';

/** Rename a group, or move it with all that is in it; undone by the message that follows. */
export function EditGroupDialog({ group, onClose }: { group: ConsoleGroup; onClose: () => void }) {
  const { t } = useTranslation(['inventory', 'devices', 'common']);
  const [name, setName] = useState(group.name);
  const [parentId, setParentId] = useState(group.parentId);
  const [error, setError] = useState<unknown>(null);
  const { change, isPending } = useUpdateGroup();
  const named = name.trim() !== '';
  const save = () => {
    if (named) change(group, { name: name.trim(), parentId }).then(onClose, setError);
  };
  return (
    <ConfirmDialog title={t('editGroupTitle', { name: group.name })} act={t('common:act.save')} onConfirm={save} onClose={onClose} disabled={isPending}>
      <div className={css.fields}>
        <TextInput
          label={t('devices:groupName')}
          value={name}
          maxLength={120}
          data-autofocus
          error={named ? undefined : t('devices:groupNameMissing')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <GroupField label={t('devices:groupParent')} value={parentId} onChange={setParentId} without={group.id} />
        {error !== null && <Problem>{t('notDone', { name: group.name, why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      </div>
    </ConfirmDialog>
  );
}
