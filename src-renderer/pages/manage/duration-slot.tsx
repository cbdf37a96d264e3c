import { useTranslation } from 'react-i18next';

import { ChoiceSlot, type SlotChoice } from '../../components/slot/choice-slot.tsx';
import { parseDuration } from '../../rules/durations.ts';
import { durationText } from './use-rule-words.ts';

interface DurationSlotProps {
  label: string;
  /** Null = learned from the device. */
  ms: number | null;
  offered: readonly number[];
  /** The learned interval can be chosen. */
  withLearned?: boolean;
  onChange: (ms: number | null) => void;
}

const learned = 'learned';

/** A duration chosen or typed, such as `7 min`. */
export function DurationSlot({ label, ms, offered, withLearned = false, onChange }: DurationSlotProps) {
  const { t } = useTranslation('rules');
  const choiceOf = (duration: number | null): SlotChoice<string> =>
    duration === null ? { value: learned, label: t('duration.learned') } : { value: String(duration), label: durationText(t, duration) };
  const known = ms === null || offered.includes(ms) ? offered : [...offered, ms].sort((one, other) => one - other);
  const typed = (text: string) => {
    const duration = parseDuration(text);
    return duration === null ? null : choiceOf(duration);
  };
  return (
    <ChoiceSlot
      label={label}
      value={ms === null ? learned : String(ms)}
      choices={[...(withLearned ? [null] : []), ...known].map(choiceOf)}
      chosen={choiceOf(ms)}
      typed={typed}
      searchFor={t('open.writeDuration')}
      noneFits={t('duration.noneFits')}
      onChange={(value) => onChange(value === learned ? null : Number(value))}
    />
  );
}
