import { Modal, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '../api/console-state.ts';
import { PrintedKey } from '../components/key-hint.tsx';
import { listedKeys, offeredKeys } from '../keys/key-registry.ts';
import { useViewStore } from '../state/view-store.ts';
import css from './keys-dialog.module.css';

/** What the keys do where one is now; single characters can be changed or switched off. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('common');
  const [keys] = useState(() => listedKeys(offeredKeys()));
  const mayChange = useSession() !== undefined;
  const { characterKeys, setCharacterKeys } = useViewStore();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} size={600} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <dl className={css.keys}>
        {keys.map(({ key, label }) => (
          <div key={key} className={css.line}>
            <dt>
              <PrintedKey>{key}</PrintedKey>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      {mayChange && (
        <Link to="/manage/you" className={css.change} onClick={onClose}>
          {t('keys.change')}
        </Link>
      )}
      <Switch
        label={t('keys.characters')}
        checked={characterKeys}
        onChange={(event) => setCharacterKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}
