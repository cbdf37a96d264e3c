/**
 * Sentences that were changed and not saved. They stay while the window does: leaving the editor loses
 * nothing and asks nothing.
 */
import { create } from 'zustand';

import type { RuleForm } from './rule-form.ts';

export interface UnsavedRule {
  form: RuleForm;
  /** The version it was begun from; null for a new rule. */
  baseVersion: number | null;
}

interface UnsavedRules {
  /** By the rule's id, or by what a new one was begun from. */
  rules: Readonly<Record<string, UnsavedRule>>;
}

const useStore = create<UnsavedRules>(() => ({ rules: {} }));

export function useUnsavedRule(key: string): UnsavedRule | undefined {
  return useStore(({ rules }) => rules[key]);
}

/** Ids of rules with unsaved changes. */
export function useUnsavedRules(): Readonly<Record<string, UnsavedRule>> {
  return useStore(({ rules }) => rules);
}

/** Keep a changed sentence. */
export function keepUnsavedRule(key: string, rule: UnsavedRule): void {
  useStore.setState(({ rules }) => ({ rules: { ...rules, [key]: rule } }));
}

/** Let a sentence go: it was saved, undone or its rule deleted. */
export function forgetUnsavedRule(key: string): void {
  useStore.setState(({ rules: { [key]: _gone, ...rules } }) => ({ rules }));
}
