/** What the title bar offers beside the counts: finding, locking. */
import { useTranslation } from 'react-i18next';

import { IconButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { openPalette } from '../palette/palette-store.ts';
import { useLockConsole } from '../session/lock-acts.ts';
import css from './frame.module.css';

/** Looks like a field, opens the palette. */
export function FindButton() {
  const { t } = useTranslation('shell');
  return (
    <button type="button" className={css.find} aria-keyshortcuts="Control+K" aria-haspopup="dialog" onClick={openPalette}>
      <Icon name="search" />
      <span className="el">{t('palette.label')}</span>
      <KeyHint press="Ctrl+K" />
    </button>
  );
}

export function LockButton() {
  const { t } = useTranslation('shell');
  const lock = useLockConsole();
  return <IconButton icon="lock" label={t('lock.key')} keyHint="Ctrl L" onClick={lock} />;
}
