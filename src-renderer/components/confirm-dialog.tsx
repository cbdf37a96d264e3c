import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from './button.tsx';
import css from './confirm-dialog.module.css';
import { useFocusBack } from './use-focus-back.ts';

interface ConfirmDialogProps {
  /** Names the effect as a question or a statement: "Delete the rule Freezer too warm". */
  title: string;
  /** The verb on the button. */
  act: string;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
  disabled?: boolean;
}

/** Asked only where undo is impossible; names the effect. */
export function ConfirmDialog({ title, act, onConfirm, onClose, children, disabled }: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title={title} size={440} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        {children}
        <div className={css.acts}>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" type="submit" disabled={disabled}>
            {act}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
