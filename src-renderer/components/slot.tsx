import { Combobox, TextInput, UnstyledButton, useCombobox } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { Icon } from './icon.tsx';
import css from './slot.module.css';

export interface SlotChoice<Value extends string> {
  value: Value;
  label: string;
  symbol?: ReactNode;
}

interface ChoiceSlotProps<Value extends string> {
  /** What is chosen, for a screen reader: "Which value". */
  label: string;
  value: Value | null;
  /** In the slot while nothing is chosen. */
  placeholder: string;
  choices: readonly SlotChoice<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
}

/** A choice that reads inside a sentence. Closed, the up and down keys change it; open, one types to filter. */
export function ChoiceSlot<Value extends string>(props: ChoiceSlotProps<Value>) {
  const { label, value, placeholder, choices, onChange, disabled } = props;
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const chosen = choices.find((choice) => choice.value === value);
  const searchable = choices.length > filterFrom;
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(search.toLowerCase()));
  const step = (by: number) => {
    const next = choices[choices.findIndex((choice) => choice.value === value) + by];
    if (next) onChange(next.value);
  };
  const submit = (picked: string) => {
    const choice = choices.find((candidate) => candidate.value === picked);
    if (choice) onChange(choice.value);
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={submit} width="max-content" position="bottom-start" shadow="md">
      <Combobox.Target withAriaAttributes targetType="button">
        <UnstyledButton
          className={css.slot}
          aria-label={`${label}: ${chosen?.label ?? placeholder}`}
          disabled={disabled}
          onClick={() => combobox.toggleDropdown()}
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (by === undefined || combobox.dropdownOpened) return;
            event.preventDefault();
            event.stopPropagation();
            step(by);
          }}
        >
          {chosen?.symbol}
          <span className={chosen ? undefined : 't3'}>{chosen?.label ?? placeholder}</span>
          <Icon name="down" small />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        {searchable && <Combobox.Search aria-label={label} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />}
        <Combobox.Options className={css.options} aria-label={label}>
          {shown.map((choice) => (
            <Combobox.Option key={choice.value} value={choice.value} active={choice.value === value}>
              <span className="row">
                {choice.symbol}
                {choice.label}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** From this many choices on, typing filters them. */
const filterFrom = 8;

interface TextSlotProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Width in characters. */
  characters?: number;
  /** Shown behind the field, such as a unit. */
  suffix?: string;
  error?: string;
  inputMode?: 'text' | 'decimal' | 'numeric';
}

/** A word or number written inside a sentence. */
export function TextSlot({ label, value, onChange, placeholder, characters = 8, suffix, error, inputMode }: TextSlotProps) {
  return (
    <span className={css.text}>
      <TextInput
        aria-label={label}
        value={value}
        placeholder={placeholder}
        error={error}
        inputMode={inputMode}
        style={{ width: `calc(${characters}ch + 20px)` }}
        classNames={{ input: css.field }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {suffix && <span className="t2">{suffix}</span>}
    </span>
  );
}
