import { Combobox, UnstyledButton, useCombobox } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react';

import { Icon } from '../icon.tsx';
import { SlotFrame } from './slot-frame.tsx';
import css from './slot.module.css';

export interface SlotChoice<Value extends string> {
  value: Value;
  label: string;
  symbol?: ReactNode;
  /** Small words at the right of the list's row. */
  hint?: string;
}

interface ChoiceSlotProps<Value extends string> {
  /** What is chosen, for a screen reader: "Which value". */
  label: string;
  value: Value | null;
  /** In the slot while nothing is chosen. */
  placeholder?: string;
  choices: readonly SlotChoice<Value>[];
  onChange: (value: Value) => void;
  /** What is wrong with the choice. */
  problem?: string | undefined;
  /** Looks elsewhere for what is typed; without it the choices are filtered here. */
  onSearch?: (text: string) => void;
  /** A value that stands in no list but can be typed, such as `7 min`. */
  typed?: (text: string) => SlotChoice<Value> | null;
  /** The chosen one, where `choices` may lack it. */
  chosen?: SlotChoice<Value> | undefined;
  /** Shown when nothing fits what is typed. */
  noneFits?: string;
  /** In the field one types into. */
  searchFor?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** From this many choices on, typing filters them. */
const filterFrom = 8;

/** A choice that reads inside a sentence. Closed, the up and down keys change it; open, one types to filter. */
export function ChoiceSlot<Value extends string>(props: ChoiceSlotProps<Value>) {
  const { label, value, placeholder = '', choices, onChange, problem, noneFits, searchFor, buttonRef } = props;
  const problemId = useId();
  const list = useSlotList(props);
  const { combobox } = list;
  const chosen = props.chosen ?? choices.find((choice) => choice.value === value);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && combobox.dropdownOpened) event.preventDefault();
    if (by === undefined || combobox.dropdownOpened) return;
    event.preventDefault();
    const next = choices[choices.findIndex((choice) => choice.value === value) + by];
    if (next) onChange(next.value);
  };
  return (
    <SlotFrame problemId={problemId} problem={problem}>
      <Combobox store={combobox} onOptionSubmit={list.submit} width="max-content" position="bottom-start" shadow="md" floatingHeight="viewport">
        <Combobox.Target targetType="button" withKeyboardNavigation={combobox.dropdownOpened}>
          <UnstyledButton
            ref={buttonRef}
            className={css.slot}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : problemId}
            onClick={() => combobox.toggleDropdown()}
            onKeyDown={onKeyDown}
          >
            <span className="unseen">{label}: </span>
            {chosen?.symbol}
            <span className={chosen ? css.words : `${css.words} ${css.open}`}>{chosen?.label ?? placeholder}</span>
            <Icon name="down" small />
          </UnstyledButton>
        </Combobox.Target>
        <Combobox.Dropdown className={css.dropdown}>
          {list.searchable && <SlotSearch label={label} placeholder={searchFor} list={list} />}
          <SlotOptions label={label} list={list} value={value} noneFits={noneFits} />
        </Combobox.Dropdown>
      </Combobox>
    </SlotFrame>
  );
}

/** What the open list shows, and what choosing from it does. */
function useSlotList<Value extends string>({ choices, onChange, onSearch, typed }: ChoiceSlotProps<Value>) {
  const [search, setSearch] = useState('');
  const find = (text: string) => {
    setSearch(text);
    onSearch?.(text);
  };
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      find('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const written = search.trim() === '' ? null : (typed?.(search) ?? null);
  const fitting = onSearch ? choices : choices.filter((choice) => choice.label.toLowerCase().includes(search.trim().toLowerCase()));
  const shown = written ? [written, ...fitting.filter((choice) => choice.value !== written.value)] : fitting;
  const submit = (picked: string) => {
    const choice = shown.find((candidate) => candidate.value === picked);
    if (choice) onChange(choice.value);
    combobox.closeDropdown();
    combobox.focusTarget();
  };
  const searchable = onSearch !== undefined || typed !== undefined || choices.length > filterFrom;
  return { combobox, search, find, shown, submit, searchable };
}

type SlotList<Value extends string> = ReturnType<typeof useSlotList<Value>>;

interface SlotSearchProps<Value extends string> {
  label: string;
  placeholder: string | undefined;
  list: SlotList<Value>;
}

function SlotSearch<Value extends string>({ label, placeholder, list }: SlotSearchProps<Value>) {
  const { combobox, search, find, shown, submit } = list;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      combobox.focusTarget();
    }
    const first = shown[0];
    // Without a step through the list, Enter takes what fits best.
    if (event.key === 'Enter' && first && combobox.getSelectedOptionIndex() === -1) {
      event.preventDefault();
      submit(first.value);
    }
  };
  return (
    <Combobox.Search
      role="combobox"
      aria-expanded={combobox.dropdownOpened}
      classNames={{ input: css.search }}
      aria-label={label}
      placeholder={placeholder}
      value={search}
      onKeyDown={onKeyDown}
      onChange={(event) => {
        combobox.resetSelectedOption();
        find(event.currentTarget.value);
      }}
    />
  );
}

interface SlotOptionsProps<Value extends string> {
  label: string;
  list: SlotList<Value>;
  value: Value | null;
  noneFits: string | undefined;
}

function SlotOptions<Value extends string>({ label, list: { shown }, value, noneFits }: SlotOptionsProps<Value>) {
  return (
    <Combobox.Options className={css.options} aria-label={label}>
      {shown.length === 0 && noneFits !== undefined && <Combobox.Empty className={css.none}>{noneFits}</Combobox.Empty>}
      {shown.map((choice) => (
        <Combobox.Option key={choice.value} value={choice.value} active={choice.value === value}>
          <span className={css.option}>
            {choice.symbol}
            <span className="el">{choice.label}</span>
            {choice.hint !== undefined && <span className={css.hint}>{choice.hint}</span>}
          </span>
        </Combobox.Option>
      ))}
    </Combobox.Options>
  );
}
