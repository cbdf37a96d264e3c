import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { RuleScope } from '#contract/rules.ts';

import { ChoiceSlot, type SlotChoice } from '../../components/slot/choice-slot.tsx';
import { useDevices, useGroups } from '../../devices/device-queries.ts';
import { groupPath } from '../../devices/group-tree.ts';
import { keyOfScope, scopeOfKey } from './scope-keys.ts';
import { useScopeName } from './use-rule-words.ts';

interface ScopeSlotProps {
  scope: RuleScope;
  problem: string | undefined;
  onChange: (scope: RuleScope) => void;
}

/** A person types faster than the core should be asked. */
const typingMs = 200;

/** Which devices: any, those of a group, or one; found by typing. */
export function ScopeSlot({ scope, problem, onChange }: ScopeSlotProps) {
  const { t } = useTranslation('rules');
  const [search, setSearch] = useState('');
  const choices = useScopeChoices(search.trim());
  const name = useScopeName(scope);
  const key = keyOfScope(scope);
  return (
    <ChoiceSlot
      label={t('slot.scope')}
      value={key}
      placeholder={t('open.scope')}
      choices={choices}
      chosen={name === undefined ? undefined : { value: key, label: name }}
      searchFor={t('open.findScope')}
      noneFits={t('open.noScope')}
      problem={problem}
      onSearch={setSearch}
      onChange={(value) => onChange(scopeOfKey(value))}
    />
  );
}

function useScopeChoices(search: string): SlotChoice<string>[] {
  const { t } = useTranslation('rules');
  const [asked] = useDebouncedValue(search, typingMs);
  const groups = useGroups().data?.groups ?? [];
  const devices = useDevices({ search: asked === '' ? undefined : asked }).data?.pages.flatMap((page) => page.devices) ?? [];
  const fits = ({ label }: SlotChoice<string>) => label.toLowerCase().includes(search.toLowerCase());
  const groupChoice = ({ id, name }: { id: string; name: string }): SlotChoice<string> => ({
    value: keyOfScope({ kind: 'group', groupId: id }),
    label: t('scope.group', { name }),
    hint: groupPath(groups, id) === name ? t('open.group') : groupPath(groups, id),
  });
  const deviceChoices = devices.map(({ id, name, groupName }) => ({
    value: keyOfScope({ kind: 'device', deviceId: id }),
    label: name,
    ...(groupName !== null && { hint: groupName }),
  }));
  const all = { value: keyOfScope({ kind: 'all' }), label: t('scope.all') };
  return [...[all, ...groups.map(groupChoice)].filter(fits), ...deviceChoices];
}
