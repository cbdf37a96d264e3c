import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../api/api-error.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Problem } from './problem.tsx';

interface NameDialogProps {
  title: string;
  name: string;
  /** @throws ApiError; 'conflict' when the name is taken. */
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks what something that is saved is to be called. */
export function NameDialog({ title, name: before, onSave, onClose }: NameDialogProps) {
  const { t } = useTranslation('common');
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
    <ConfirmDialog title={title} act={t('act.save')} onConfirm={save} onClose={onClose} disabled={isSaving}>
      <TextInput
        label={t('saved.name')}
        value={name}
        maxLength={80}
        data-autofocus
        error={isTaken ? t('saved.taken') : undefined}
        onChange={(event) => {
          setError(null);
          setName(event.currentTarget.value);
        }}
      />
      {error !== null && !isTaken && <Problem>{t('saved.notChanged', { why: t(`error.${errorCodeOf(error)}`) })}</Problem>}
    </ConfirmDialog>
  );
}
