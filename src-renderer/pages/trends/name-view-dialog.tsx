import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';

interface NameViewDialogProps {
  title: string;
  name: string;
  /** @throws ApiError; 'conflict' when the name is taken. */
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks what a view is to be called. */
export function NameViewDialog({ title, name: before, onSave, onClose }: NameViewDialogProps) {
  const { t } = useTranslation(['trends', 'common']);
  const [name, setName] = useState(before);
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setIsSaving] = useState(false);
  const isTaken = error !== null && errorCodeOf(error) === 'conflict';
  const save = () => {
    if (name.trim() === '') return;
    setIsSaving(true);
    onSave(name.trim()).then(onClose, (problem: unknown) => {
      setError(problem);
      setIsSaving(false);
    });
  };
  return (
    <ConfirmDialog title={title} act={t('common:act.save')} onConfirm={save} onClose={onClose} disabled={isSaving}>
      <TextInput
        label={t('views.name')}
        value={name}
        maxLength={80}
        data-autofocus
        error={isTaken ? t('views.taken') : undefined}
        onChange={(event) => {
          setError(null);
          setName(event.currentTarget.value);
        }}
      />
      {error !== null && !isTaken && <Problem>{t('views.notChanged', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
    </ConfirmDialog>
  );
}
