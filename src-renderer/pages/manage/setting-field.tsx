import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../components/button.tsx';
import type { Setting } from '../../installation/installation-queries.ts';
import css from './setting-line.module.css';

interface SettingFieldProps {
  name: string;
  setting: Setting;
  /** Why the last value was refused. */
  problem: string | null;
  onSave: (value: string) => void;
  onClose: () => void;
}

/** The value where it stands, to be changed: Enter saves it, Esc leaves what was. */
export function SettingField({ name, setting: { kind, value, next }, problem, onSave, onClose }: SettingFieldProps) {
  const { t } = useTranslation(['manage', 'common']);
  const [text, setText] = useState(next ?? value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(text.trim().replace(',', '.'));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  const flags = [
    { value: 'true', label: t('configuration.on') },
    { value: 'false', label: t('configuration.off') },
  ];
  return (
    <form className={css.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      {kind === 'flag' ? (
        <NativeSelect aria-label={name} data={flags} value={text} autoFocus onChange={(event) => setText(event.currentTarget.value)} error={problem} />
      ) : (
        <TextInput aria-label={name} value={text} autoFocus onFocus={(event) => event.currentTarget.select()} onChange={(event) => setText(event.currentTarget.value)} error={problem} />
      )}
      <Button kind="primary" type="submit">
        {t('common:act.save')}
      </Button>
    </form>
  );
}
