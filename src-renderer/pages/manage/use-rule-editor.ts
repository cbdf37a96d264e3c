import { useState } from 'react';

import { type RuleForm, type RuleOutcome, type RuleProblems, draftOfForm } from '../../rules/rule-form.ts';
import type { ListedRule } from '../../rules/rule-queries.ts';
import { forgetUnsavedRule, keepUnsavedRule, useUnsavedRule } from '../../rules/unsaved-rules.ts';
import { useSaveActs } from './use-save-acts.ts';

export interface RuleEditing {
  form: RuleForm;
  change: (change: Partial<RuleForm>) => void;
  /** Something differs from what is saved. */
  changed: boolean;
  outcome: RuleOutcome;
  /** What to say at the slots: before the first try to save only what is plainly wrong. */
  problems: RuleProblems;
  save: () => void;
  undo: () => void;
  saving: boolean;
  error: Error | null;
  /** Version somebody else saved since the changes were begun. */
  newerVersion: number | null;
  /** The version the changes were begun from; null for a new rule and without changes. */
  baseVersion: number | null;
}

interface EditorQuestion {
  ruleKey: string;
  rule: ListedRule | null;
  /** The sentence as saved, or as a new one begins. */
  saved: RuleForm;
  proposedName: (form: RuleForm) => string;
  /** Called when saving was tried in vain, to lead to what is wrong. */
  onProblems: () => void;
}

/** A sentence while it is edited. Its changes outlive the page, see `unsaved-rules`. */
export function useRuleEditor({ ruleKey, rule, saved, proposedName, onProblems }: EditorQuestion): RuleEditing {
  const unsaved = useUnsavedRule(ruleKey);
  const [tried, setTried] = useState(false);
  const { store, saving, error, clear } = useSaveActs(ruleKey, rule);
  const form = unsaved?.form ?? saved;
  const changed = JSON.stringify(form) !== JSON.stringify(saved);
  const outcome = draftOfForm(form, proposedName(form));
  const change = (part: Partial<RuleForm>) => {
    keepUnsavedRule(ruleKey, { form: { ...form, ...part }, baseVersion: unsaved?.baseVersion ?? rule?.version ?? null });
  };
  const save = () => {
    if (saving || (rule && !changed)) return;
    setTried(outcome.draft === null);
    if (outcome.draft) store(outcome.draft);
    else onProblems();
  };
  const undo = () => {
    forgetUnsavedRule(ruleKey);
    setTried(false);
    clear();
  };
  const newerVersion = unsaved && rule && changed && unsaved.baseVersion !== rule.version ? rule.version : null;
  return { form, change, changed, outcome, problems: shownProblems(outcome, tried), save, undo, saving, error, newerVersion, baseVersion: unsaved?.baseVersion ?? null };
}

/** What is still empty is no reproach before the person has tried to save. */
function shownProblems({ problems }: RuleOutcome, tried: boolean): RuleProblems {
  if (!problems || tried) return problems ?? {};
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== 'missing'));
}
