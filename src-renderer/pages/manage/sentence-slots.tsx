import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

import { type Severity, severities } from '#contract/alarms.ts';

import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { ChoiceSlot } from '../../components/slot/choice-slot.tsx';
import { TextSlot } from '../../components/slot/text-slot.tsx';
import { type RuleForm, type Verb, verbs } from '../../rules/rule-form.ts';
import { useScopeName } from './use-rule-words.ts';

interface VerbSlotProps {
  value: Verb;
  onChange: (verb: Verb) => void;
  buttonRef: Ref<HTMLButtonElement>;
}

/** What happens to the value. */
export function VerbSlot({ value, onChange, buttonRef }: VerbSlotProps) {
  const { t } = useTranslation('rules');
  const choices = verbs.map((verb) => ({ value: verb, label: t(`verb.${verb}`) }));
  return <ChoiceSlot label={t('slot.verb')} value={value} choices={choices} buttonRef={buttonRef} onChange={onChange} />;
}

/** How bad it is, with its symbol. */
export function SeveritySlot({ value, onChange }: { value: Severity; onChange: (severity: Severity) => void }) {
  const { t } = useTranslation(['rules', 'common']);
  const choices = severities.map((severity) => ({
    value: severity,
    label: t(`common:severity.${severity}`),
    symbol: <AlarmSymbol severity={severity} state="true" size={18} decorative />,
  }));
  return <ChoiceSlot label={t('slot.severity')} value={value} choices={choices} onChange={onChange} />;
}

interface AlarmTextSlotProps {
  form: RuleForm;
  problem: string | undefined;
  onChange: (text: string) => void;
}

/** What the alarm says; on screen the device's name stands before it, so it does here. */
export function AlarmTextSlot({ form: { scope, text }, problem, onChange }: AlarmTextSlotProps) {
  const { t } = useTranslation('rules');
  const name = useScopeName(scope);
  const before = scope.kind === 'device' && name !== undefined ? name : t('open.device');
  return (
    <TextSlot label={t('slot.text')} value={text} placeholder={t('open.text')} before={before} maxLength={200} problem={problem} onChange={onChange} />
  );
}
