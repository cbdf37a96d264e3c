import { Select } from '@mantine/core';

import { Icon } from '../../components/icon.tsx';

interface ChoiceFieldProps<Choice extends string> {
  label: string;
  value: Choice;
  choices: readonly Choice[];
  labelOf: (choice: Choice) => string;
  onChange: (choice: Choice) => void;
}

/** One of a few. */
export function ChoiceField<Choice extends string>({ label, value, choices, labelOf, onChange }: ChoiceFieldProps<Choice>) {
  return (
    <Select
      label={label}
      data={choices.map((choice) => ({ value: choice, label: labelOf(choice) }))}
      value={value}
      allowDeselect={false}
      withScrollArea={false}
      withCheckIcon={false}
      rightSection={<Icon name="down" small />}
      rightSectionPointerEvents="none"
      onChange={(chosen) => {
        const choice = choices.find((known) => known === chosen);
        if (choice && choice !== value) onChange(choice);
      }}
    />
  );
}
