import { Menu } from '@mantine/core';

import css from './chip.module.css';
import { Icon } from './icon.tsx';

interface ChoiceChipProps<Value extends string> {
  /** What is chosen between, for a screen reader: "Priority". */
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** A filter with one of a few values; the chosen one is its text. The first choice filters nothing. */
export function ChoiceChip<Value extends string>({ label, value, choices, onChange }: ChoiceChipProps<Value>) {
  const chosen = choices.find((choice) => choice.value === value);
  const filters = value !== choices[0]?.value;
  const choose = (picked: string) => {
    const choice = choices.find((one) => one.value === picked);
    if (choice) onChange(choice.value);
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={filters ? `${css.chip} ${css.on}` : css.chip} aria-label={`${label}: ${chosen?.label ?? ''}`}>
          {chosen?.label}
          <Icon name="down" small />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={value} onChange={choose}>
          {choices.map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick checkIcon={<Icon name="check" />}>
              {choice.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
