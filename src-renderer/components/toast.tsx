import { useTranslation } from 'react-i18next';

import { useKeys } from '../keys/use-keys.ts';
import { holdToast, undoToast, useToast } from '../state/toast-store.ts';
import { KeyHint } from './key-hint.tsx';
import css from './toast.module.css';

const undoKey = 'Ctrl+Z';

/** The message at the bottom of the page, with Undo while there is something to undo. */
export function ToastBar() {
  const { t } = useTranslation('common');
  const toast = useToast();
  const undoable = toast?.undo !== undefined;
  useKeys('overlay', [{ key: undoKey, label: t('keys.undo'), run: undoToast }], undoable);
  return (
    <div role="status" className={css.place}>
      {toast && (
        <div
          className={css.toast}
          onPointerEnter={() => holdToast(true)}
          onPointerLeave={() => holdToast(false)}
          onFocus={() => holdToast(true)}
          onBlur={() => holdToast(false)}
        >
          {toast.text}
          {undoable && (
            <button type="button" className={css.undo} onClick={undoToast}>
              {t('act.undo')}
              <KeyHint press={undoKey} />
            </button>
          )}
        </div>
      )}
    </div>
  );
}
