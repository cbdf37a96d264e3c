import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { dayFieldText, parseDay } from '../../format/day-fields.ts';
import { useFormats } from '../../format/use-formats.ts';

interface DayFieldProps {
  label: string;
  /** The day written in it, days since 1970-01-01; null while what is written is none. */
  day: number | null;
  /** The site's day today. */
  today: number;
  onDay: (day: number | null) => void;
  autoFocus?: boolean;
}

/** A day as the person's language writes it. Up and Down go a day on and back. */
export function DayField({ label, day, today, onDay, autoFocus }: DayFieldProps) {
  const { t } = useTranslation('trends');
  const { language } = useFormats();
  const [text, setText] = useState(() => (day === null ? '' : dayFieldText(day, language)));
  const [left, setLeft] = useState(false);
  const write = (next: string) => {
    setText(next);
    onDay(parseDay(next, today));
  };
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0 || day === null) return;
    event.preventDefault();
    write(dayFieldText(day + by, language));
  };
  const leave = () => {
    setLeft(true);
    if (day !== null) setText(dayFieldText(day, language));
  };
  const example = dayFieldText(today, language);
  return (
    <TextInput
      label={label}
      value={text}
      autoComplete="off"
      {...(autoFocus && { 'data-autofocus': true })}
      error={left && day === null ? t('dates.bad', { example }) : undefined}
      onChange={(event) => write(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={step}
      onBlur={leave}
    />
  );
}
