import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';
import type { PaletteEntry } from '../../palette/palette-entry.ts';
import { useRules } from '../../rules/rule-queries.ts';

/** The rules, for whoever may change them. */
export function useRuleEntries(): readonly PaletteEntry[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const mayWrite = useMay('rules:write');
  const rules = useRules().data?.rules ?? [];
  if (!mayWrite) return [];
  return rules.map(({ id, name, version, enabled, text }) => ({
    key: `rule ${id}`,
    group: 'settings',
    icon: <Icon name="manage" />,
    title: name,
    detail: t(enabled ? 'palette.ruleOn' : 'palette.ruleOff', { version }),
    also: text,
    run: () => void navigate({ to: '/manage/rules/$ruleId', params: { ruleId: id } }),
  }));
}
