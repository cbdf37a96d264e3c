import { TextSlot } from '../../components/slot/text-slot.tsx';
import { steppedNumber } from '../../format/number-steps.ts';
import { useFormats } from '../../format/use-formats.ts';

interface NumberSlotProps {
  label: string;
  /** As typed. */
  value: string;
  placeholder?: string;
  unit: string | null;
  problem: string | undefined;
  onChange: (value: string) => void;
}

/** A number with its unit inside the sentence; up and down keys step its last decimal. */
export function NumberSlot({ label, value, placeholder = '0', unit, problem, onChange }: NumberSlotProps) {
  const { language } = useFormats();
  return (
    <TextSlot
      label={unit === null ? label : `${label}, ${unit}`}
      value={value}
      placeholder={placeholder === '' ? '0' : placeholder}
      after={unit ?? undefined}
      problem={problem}
      numeric
      maxLength={20}
      stepped={(text, by) => steppedNumber(text === '' ? placeholder : text, by, language)}
      onChange={onChange}
    />
  );
}
