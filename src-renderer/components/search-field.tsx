import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useKeys } from '../keys/use-keys.ts';
import { Icon } from './icon.tsx';

interface SearchFieldProps {
  /** What is looked for; shown until something is typed. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  width?: number | string;
}

/** Filters a list as one types. `/` goes into it, Esc empties it and leaves. */
export function SearchField({ label, value, onChange, width = 150 }: SearchFieldProps) {
  const { t } = useTranslation('common');
  const input = useRef<HTMLInputElement>(null);
  useKeys('page', [{ key: '/', label: t('keys.filter'), run: () => input.current?.focus() }]);
  return (
    <TextInput
      ref={input}
      type="text"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      value={value}
      leftSection={<Icon name="search" />}
      style={{ width, maxWidth: '100%', flexShrink: 1 }}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onChange('');
        input.current?.blur();
      }}
    />
  );
}
