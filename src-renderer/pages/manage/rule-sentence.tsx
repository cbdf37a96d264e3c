import { Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { Trans, useTranslation } from 'react-i18next';

import type { RuleForm, RuleProblems, Verb } from '../../rules/rule-form.ts';
import { holdDurations, silenceDurations, windowDurations } from '../../rules/durations.ts';
import { DurationSlot } from './duration-slot.tsx';
import { NumberSlot } from './number-slot.tsx';
import css from './rule-editor.module.css';
import { ScopeSlot } from './scope-slot.tsx';
import { SeriesSlot } from './series-slot.tsx';
import { AlarmTextSlot, SeveritySlot, VerbSlot } from './sentence-slots.tsx';
import { useSeriesUnit } from './use-rule-words.ts';
import { useSlotProblems } from './use-slot-problems.ts';

interface RuleSentenceProps {
  form: RuleForm;
  problems: RuleProblems;
  onChange: (change: Partial<RuleForm>) => void;
}

/** Which sentence a verb stands in. */
const sentences = { above: 'threshold', below: 'threshold', rising: 'rate', falling: 'rate', silent: 'silence' } as const;

/** The rule as a sentence; each language has its own order of words and slots. */
export function RuleSentence(props: RuleSentenceProps) {
  return (
    <div className={css.sentence}>
      <WhenLine {...props} />
      <ThenLine {...props} />
      <ShowLine {...props} />
    </div>
  );
}

function WhenLine({ form, problems, onChange }: RuleSentenceProps) {
  const { t } = useTranslation('rules');
  const words = useSlotProblems(form, problems);
  const unit = useSeriesUnit(form.series);
  const verb = useKeptFocus(form.verb);
  const slots = {
    pair: <Pair />,
    series: <SeriesSlot form={form} problem={words.series} onChange={(series) => onChange({ series })} />,
    scope: <ScopeSlot scope={form.scope} problem={words.scope} onChange={(scope) => onChange({ scope })} />,
    verb: <VerbSlot value={form.verb} buttonRef={verb} onChange={(next) => onChange({ verb: next })} />,
    limit: <NumberSlot label={t('slot.limit')} value={form.limit} unit={unit} problem={words.limit} onChange={(limit) => onChange({ limit })} />,
    change: <NumberSlot label={t('slot.change')} value={form.change} unit={unit} problem={words.change} onChange={(change) => onChange({ change })} />,
    hold: <DurationSlot label={t('slot.hold')} ms={form.forMs} offered={holdDurations} onChange={(forMs) => onChange({ forMs: forMs ?? 0 })} />,
    within: (
      <DurationSlot label={t('slot.within')} ms={form.withinMs} offered={windowDurations} onChange={(withinMs) => onChange({ withinMs: withinMs ?? form.withinMs })} />
    ),
    after: <DurationSlot label={t('slot.after')} ms={form.afterMs} offered={silenceDurations} withLearned onChange={(afterMs) => onChange({ afterMs })} />,
  };
  return (
    <div className={css.line}>
      <span className={css.label}>{t('when.label')}</span>
      <span className={css.words}>
        <Trans t={t} i18nKey={`when.${sentences[form.verb]}`} components={slots} />
      </span>
    </div>
  );
}

/** Words and a slot that stay on one line. */
function Pair({ children }: { children?: ReactNode }) {
  return <span className={css.pair}>{children}</span>;
}

/** Another verb can be another sentence: its slot keeps the focus then. */
function useKeptFocus(verb: Verb) {
  const button = useRef<HTMLButtonElement>(null);
  const shown = useRef(verb);
  useEffect(() => {
    if (shown.current === verb) return;
    shown.current = verb;
    button.current?.focus();
  }, [verb]);
  return button;
}

function ThenLine({ form, problems, onChange }: RuleSentenceProps) {
  const { t } = useTranslation('rules');
  const words = useSlotProblems(form, problems);
  const unit = useSeriesUnit(form.series);
  const slots = {
    pair: <Pair />,
    severity: <SeveritySlot value={form.severity} onChange={(severity) => onChange({ severity })} />,
    text: <AlarmTextSlot form={form} problem={words.text} onChange={(text) => onChange({ text })} />,
    end: (
      <NumberSlot
        label={t('slot.end')}
        value={form.endLimit}
        placeholder={form.limit}
        unit={unit}
        problem={words.endLimit}
        onChange={(endLimit) => onChange({ endLimit })}
      />
    ),
    clear: <DurationSlot label={t('slot.clear')} ms={form.clearForMs} offered={holdDurations} onChange={(clearForMs) => onChange({ clearForMs: clearForMs ?? 0 })} />,
  };
  return (
    <div className={css.line}>
      <span className={css.label}>{t('then.label')}</span>
      <span className={css.words}>
        <Trans t={t} i18nKey={`then.${form.verb}`} components={slots} />
      </span>
    </div>
  );
}

function ShowLine({ form, onChange }: RuleSentenceProps) {
  const { t } = useTranslation('rules');
  return (
    <div className={css.line}>
      <span className={css.label}>{t('show.label')}</span>
      <Textarea
        className={css.help}
        aria-label={t('slot.help')}
        description={t('show.help')}
        inputWrapperOrder={['input', 'description']}
        placeholder={t('show.example')}
        value={form.help}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        onChange={(event) => onChange({ help: event.currentTarget.value })}
      />
    </div>
  );
}
