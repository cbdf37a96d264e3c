import { Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type DisplayView, rotations, wallThemes } from '#contract/console/wall-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import css from './manage-page.module.css';

interface DisplayFormProps {
  pending: boolean;
  error: Error | null;
  onAdd: (view: DisplayView) => void;
}

/** Where it hangs, how it looks, whether its pages turn. */
export function DisplayForm({ pending, error, onAdd }: DisplayFormProps) {
  const { t } = useTranslation(['shell', 'common']);
  const [name, setName] = useState('');
  const [theme, setTheme] = useState<DisplayView['theme']>('dark');
  const [rotateSeconds, setRotate] = useState<DisplayView['rotateSeconds']>(20);
  const [tried, setTried] = useState(false);
  const lost = useIsLost();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && !pending) onAdd({ name: name.trim(), theme, rotateSeconds });
  };
  const turning = rotations.map((seconds) => ({
    value: String(seconds),
    label: seconds === 0 ? t('displays.rotateNever') : t('displays.rotateSeconds', { count: seconds }),
  }));
  return (
    <form className={css.form} style={{ padding: 0 }} onSubmit={submit} noValidate>
      <TextInput
        label={t('displays.name')}
        value={name}
        maxLength={80}
        error={tried && name.trim() === '' ? t('displays.nameMissing') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('displays.theme')}
        allowDeselect={false}
        data={wallThemes.map((value) => ({ value, label: t(`common:person.themes.${value}`) }))}
        value={theme}
        onChange={(value) => setTheme(wallThemes.find((known) => known === value) ?? theme)}
      />
      <Select
        label={t('displays.rotate')}
        allowDeselect={false}
        data={turning}
        value={String(rotateSeconds)}
        onChange={(value) => setRotate(rotations.find((known) => String(known) === value) ?? rotateSeconds)}
      />
      {error && <Problem>{t('displays.failed', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      <div className={css.acts}>
        <Button kind="primary" type="submit" disabled={pending || lost}>
          {t('displays.add')}
        </Button>
      </div>
    </form>
  );
}
