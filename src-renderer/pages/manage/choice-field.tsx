import { Select } from '@mantine/core';


interface ChoiceFieldProps<Choice extends string> {
  label: string;
  value: Choice;
  choices: readonly Choice[];
  labelOf: (choice: Choice) => string;
  onChange: (choice: Choice) => void;
  /** What the choice means, below it. */
  description?: string | undefined;
  disabled?: boolean | undefined;
}

/** One of a few. */
export function ChoiceField<Choice extends string>({ label, value, choices, labelOf, onChange, description, disabled }: ChoiceFieldProps<Choice>) {
  return (
    <Select
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
      data={choices.map((choice) => ({ value: choice, label: labelOf(choice) }))}
      value={value}
      disabled={disabled}
      allowDeselect={false}
      withScrollArea={false}
      withCheckIcon={false}
      onChange={(chosen) => {
        const choice = choices.find((known) => known === chosen);
        if (choice && choice !== value) onChange(choice);
      }}
    />
  );
}
