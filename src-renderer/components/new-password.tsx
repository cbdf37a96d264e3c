import { useTranslation } from 'react-i18next';

import type { Role } from '#contract/tenants.ts';

import { PasswordField } from './password-field.tsx';
import { type PasswordStrength, isAcceptable, passwordStrength } from './password-strength.ts';

/** A new password as typed, twice. */
export interface NewPassword {
  password: string;
  again: string;
}

export const noPassword: NewPassword = { password: '', again: '' };

interface NewPasswordFieldsProps {
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  /** What it is called; "Password" where there is none yet. */
  label?: string;
  userName: string;
  role: Role;
  /** The form was sent: say what is missing. */
  tried: boolean;
  /** What the core says against it: the code in the error's `fields.password`. */
  fault?: string;
  large?: boolean;
  autoFocus?: boolean;
}

/** Whether it may be sent: long enough and typed the same twice. */
export function isComplete({ password, again }: NewPassword, userName: string, role: Role): boolean {
  return password === again && isAcceptable(passwordStrength(password, userName, role));
}

/** A password to be chosen, with what it is worth in words, and once more against slips. */
export function NewPasswordFields(props: NewPasswordFieldsProps) {
  const { value, onChange, userName, role, tried, fault, large, autoFocus } = props;
  const { t } = useTranslation('common');
  const label = props.label ?? t('password.new');
  const strength = passwordStrength(value.password, userName, role);
  const words = useStrengthWords(strength);
  const refused = useFaultWords(fault);
  // Said once the second is as long as the first, or the form was sent; not while there is no good first one.
  const isDone = tried ? isAcceptable(strength) : value.again.length >= value.password.length;
  const differs = value.again !== value.password && value.password !== '' && isDone;
  return (
    <>
      <PasswordField
        kind="new-password"
        label={label}
        value={value.password}
        large={large}
        autoFocus={autoFocus}
        help={words}
        error={refused ?? (tried && !isAcceptable(strength) ? words : undefined)}
        onChange={(password) => onChange({ ...value, password })}
      />
      <PasswordField
        kind="new-password"
        label={t('password.again')}
        value={value.again}
        large={large}
        plain
        error={differs ? t('password.differs') : undefined}
        onChange={(again) => onChange({ ...value, again })}
      />
    </>
  );
}

/** The core's reasons in words; one that is not known here is at least not hidden. */
function useFaultWords(fault: string | undefined): string | undefined {
  const { t } = useTranslation('common');
  switch (fault) {
    case undefined:
      return undefined;
    case 'common':
      return t('password.common');
    case 'repetitive':
      return t('password.repetitive');
    case 'contains-name':
      return t('password.knownNames');
    default:
      return t('password.refused');
  }
}

function useStrengthWords(strength: PasswordStrength): string {
  const { t } = useTranslation('common');
  switch (strength.verdict) {
    case 'empty':
      return t('password.empty', { count: strength.needed });
    case 'too-short':
      return t('password.tooShort', { length: strength.length, count: strength.needed });
    case 'repetitive':
      return t('password.repetitive');
    case 'contains-name':
      return t('password.containsName');
    case 'fair':
      return t('password.fair', { count: strength.length });
    case 'strong':
      return t('password.strong', { count: strength.length });
  }
}
