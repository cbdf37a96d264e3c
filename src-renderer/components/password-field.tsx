import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { TextButton } from './button.tsx';
import controls from './controls.module.css';

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Tells password managers which it is. */
  kind: 'current-password' | 'new-password';
  help?: ReactNode;
  error?: ReactNode;
  autoFocus?: boolean;
  large?: boolean;
  /** Without the word that shows what was typed. */
  plain?: boolean;
}

/** A password, hidden until the person asks to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, value, onChange, kind, help, error, autoFocus, large, plain = false } = props;
  const { t } = useTranslation('common');
  const [shown, setShown] = useState(false);
  const toggle = plain ? undefined : (
    <TextButton onClick={() => setShown(!shown)}>{t(shown ? 'act.hide' : 'act.show')}</TextButton>
  );
  return (
    <TextInput
      label={label}
      type={shown ? 'text' : 'password'}
      value={value}
      size={large ? 'lg' : 'md'}
      autoComplete={kind}
      autoCapitalize="off"
      spellCheck={false}
      maxLength={256}
      data-autofocus={autoFocus || undefined}
      autoFocus={autoFocus}
      description={error ? undefined : help}
      error={error}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      rightSection={toggle}
      rightSectionWidth={toggle ? 68 : undefined}
      rightSectionProps={{ className: controls.wordSection }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
