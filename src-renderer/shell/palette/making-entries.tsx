import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';
import type { PaletteEntry } from '../../palette/palette-entry.ts';

/** What a person may add. */
export function useMakingEntries(): readonly PaletteEntry[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const reachable = !useIsLost();
  const devices = useMay('devices:write') && reachable;
  const rules = useMay('rules:write') && reachable;
  const people = useMay('people:write') && reachable;
  const icon = <Icon name="plus" />;
  const entries: (PaletteEntry | false)[] = [
    devices && { key: 'add device', group: 'do', icon, title: t('palette.addDevice'), proposed: true, run: () => void navigate({ to: '/devices', search: { add: true } }) },
    rules && { key: 'add rule', group: 'do', icon, title: t('palette.addRule'), proposed: true, run: () => void navigate({ to: '/manage/rules/$ruleId', params: { ruleId: 'new' } }) },
    people && { key: 'add person', group: 'do', icon, title: t('palette.addPerson'), also: t('palette.addPersonAlso'), run: () => void navigate({ to: '/manage/people', search: { add: true } }) },
  ];
  return entries.filter((entry) => entry !== false);
}
