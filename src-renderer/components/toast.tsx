import { useTranslation } from 'react-i18next';

import { useKeys } from '../keys/use-keys.ts';
import { undoLatest, usePendingActs } from '../state/pending-acts.ts';
import { holdToast, undoToast, useToast } from '../state/toast-store.ts';
import { KeyHint } from './key-hint.tsx';
import css from './toast.module.css';

const undoKey = 'Ctrl+Z';

/** The message at the bottom of the page, with Undo while there is something to undo. */
export function ToastBar() {
  const { t } = useTranslation('common');
  const toast = useToast();
  const pending = usePendingActs();
  const undoable = pending.undoable || toast?.undo !== undefined;
  useKeys('overlay', [{ key: undoKey, label: t('keys.undo'), run: undoLatest }], undoable);
  const text = pending.state ? t(`pendingAct.${pending.state}`) : toast?.text;
  const offersUndo = pending.state ? pending.undoable : toast?.undo !== undefined;
  return (
    <div role="status" className={css.place}>
      {text !== undefined && (
        <div
          className={css.toast}
          onPointerEnter={() => holdToast(true)}
          onPointerLeave={() => holdToast(false)}
          onFocus={() => holdToast(true)}
          onBlur={() => holdToast(false)}
        >
          {text}
          {offersUndo && (
            <button type="button" className={css.undo} onClick={pending.state ? undoLatest : undoToast}>
              {t('act.undo')}
              <KeyHint press={undoKey} />
            </button>
          )}
        </div>
      )}
    </div>
  );
}
