import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError, errorCodeOf } from '../../api/api-error.ts';
import { PageMain, PageNote } from '../../components/page.tsx';
import { Problem } from '../../components/problem.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { seriesName } from '../../measurements/series-name.ts';
import type { RuleForm } from '../../rules/rule-form.ts';
import { type ListedRule, useRuleVersions } from '../../rules/rule-queries.ts';
import { RuleActs } from './rule-acts.tsx';
import { RuleChart } from './rule-chart.tsx';
import css from './rule-editor.module.css';
import { RuleHead } from './rule-head.tsx';
import { RuleName } from './rule-name.tsx';
import { RuleSentence } from './rule-sentence.tsx';
import { RuleSide } from './rule-side.tsx';
import { useDifferenceWords } from './rule-versions.tsx';
import { useRuleEditor } from './use-rule-editor.ts';
import { useWatchedSeries } from './use-watched-series.ts';

interface RuleEditorProps {
  /** Under what its unsaved changes are kept. */
  ruleKey: string;
  /** Null for a new one. */
  rule: ListedRule | null;
  saved: RuleForm;
}

/** A rule as a sentence with slots; below it the value it is about, beside it what it applies to. */
export function RuleEditor({ ruleKey, rule, saved }: RuleEditorProps) {
  const form = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  useBeginning(form, rule === null);
  const proposedName = useProposedName();
  const leadToProblem = () => requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  const editing = useRuleEditor({ ruleKey, rule, saved, proposedName, onProblems: leadToProblem });
  const watched = useWatchedSeries(editing.form);
  const { t } = useTranslation('rules');
  useKeys('page', [{ key: 'Ctrl+Enter', label: t('saveKey'), run: editing.save }], !asking);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    editing.save();
  };
  return (
    <>
      <PageMain>
        <RuleHead keysOff={asking} name={<RuleName form={editing.form} proposed={proposedName(editing.form)} onChange={editing.change} onEnter={editing.save} />}>
          <RuleActs rule={rule} ruleKey={ruleKey} editing={editing} asking={asking} onAsk={setAsking} />
        </RuleHead>
        <NewerNote rule={rule} baseVersion={editing.baseVersion} version={editing.newerVersion} />
        <div className={css.scroll} data-region="list">
          <form ref={form} onSubmit={submit} noValidate>
            <SaveProblem error={editing.error} />
            <RuleSentence form={editing.form} problems={editing.problems} onChange={editing.change} />
            <button type="submit" hidden />
          </form>
          <RuleChart form={editing.form} saved={saved} watched={watched} />
        </div>
      </PageMain>
      <RuleSide rule={rule} editing={editing} watched={watched} />
    </>
  );
}

/** A new sentence begins at its first slot. */
function useBeginning(form: RefObject<HTMLFormElement | null>, isNew: boolean): void {
  useEffect(() => {
    if (isNew) form.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [form, isNew]);
}

/** A name made of the sentence: "Air temperature too warm". */
function useProposedName(): (form: RuleForm) => string {
  const { t } = useTranslation('rules');
  return ({ verb, series, text }) => {
    if (text.trim() === '') return '';
    if (verb === 'silent' || !series) return text.trim();
    return t('proposedName', { value: seriesName(series), text: text.trim() });
  };
}

interface NewerNoteProps {
  rule: ListedRule | null;
  /** The version the changes were begun from. */
  baseVersion: number | null;
  version: number | null;
}

/** Somebody saved meanwhile: who, and what is different now. Nothing of one's own is lost. */
function NewerNote({ rule, baseVersion, version }: NewerNoteProps) {
  return rule && version !== null && <NewerVersion rule={rule} baseVersion={baseVersion} version={version} />;
}

function NewerVersion({ rule, baseVersion, version }: { rule: ListedRule; baseVersion: number | null; version: number }) {
  const { t } = useTranslation('rules');
  const words = useDifferenceWords();
  const versions = useRuleVersions(rule.id).data?.versions ?? [];
  const base = versions.find((candidate) => candidate.version === baseVersion);
  const what = base ? words(base.draft, rule) : '';
  return <PageNote>{what === '' ? t('newer', { name: rule.changedBy, version }) : t('newerWhat', { name: rule.changedBy, version, what })}</PageNote>;
}

function SaveProblem({ error }: { error: Error | null }) {
  const { t } = useTranslation(['rules', 'common']);
  // What another saved stands in the note above; what one wrote oneself is still here.
  if (!error || errorCodeOf(error) === 'conflict') return null;
  const hasGoneScope = error instanceof ApiError && Object.keys(error.fields).some((field) => field.startsWith('scope.'));
  const why = hasGoneScope ? t('goneScope') : t(`common:error.${errorCodeOf(error)}`);
  return (
    <div className={css.failed}>
      <Problem>{t('notSavedWhy', { why })}</Problem>
    </div>
  );
}
