import { Modal, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { KeyHint } from '../components/key-hint.tsx';
import { listedKeys, offeredKeys } from '../keys/key-registry.ts';
import { useViewStore } from '../state/view-store.ts';
import css from './keys-dialog.module.css';

/** What the keys do where one is now; single characters can be switched off. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('common');
  const [keys] = useState(() => listedKeys(offeredKeys()));
  const { characterKeys, setCharacterKeys } = useViewStore();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} size={440} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <dl className={css.keys}>
        {keys.map(({ key, label }) => (
          <div key={key} className={css.line}>
            <dt>
              <KeyHint press={key} />
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('keys.characters')}
        checked={characterKeys}
        onChange={(event) => setCharacterKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}
