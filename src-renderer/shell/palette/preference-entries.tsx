import { useTranslation } from 'react-i18next';

import { Icon } from '../../components/icon.tsx';
import type { PaletteEntry } from '../../palette/palette-entry.ts';
import { useLockConsole } from '../../session/lock-acts.ts';
import { languages } from '../../state/language.ts';
import { densities, themeChoices, useViewStore } from '../../state/view-store.ts';
import { openKeys } from '../keys-store.ts';
import { useOpenWall } from '../use-open-wall.ts';
import { useSignOut } from '../use-sign-out.ts';

/** How this person likes to see the console, and the ways out of it. */
export function usePreferenceEntries(): readonly PaletteEntry[] {
  return [...useWayOutEntries(), ...useChoiceEntries()];
}

function useWayOutEntries(): PaletteEntry[] {
  const { t } = useTranslation(['shell', 'common']);
  const lock = useLockConsole();
  const signOut = useSignOut();
  const openWall = useOpenWall();
  return [
    { key: 'lock', group: 'do', icon: <Icon name="lock" />, title: t('lock.key'), keyHint: 'Ctrl+L', proposed: true, run: lock },
    { key: 'wall', group: 'do', icon: <Icon name="maximize" />, title: t('wall.key'), also: t('wall.also'), keyHint: 'F11', run: openWall },
    { key: 'keys', group: 'do', icon: <Icon name="note" />, title: t('palette.keys'), keyHint: '?', run: openKeys },
    { key: 'sign out', group: 'do', icon: <Icon name="person" />, title: t('common:person.signOut'), also: t('palette.signOutAlso'), run: signOut },
  ];
}

function useChoiceEntries(): PaletteEntry[] {
  const { t } = useTranslation('common');
  const { setTheme, setDensity, setLanguage } = useViewStore();
  const icon = <Icon name="manage" />;
  const choice = (kind: string, value: string, words: string, run: () => void): PaletteEntry => ({
    key: `${kind} ${value}`,
    group: 'settings',
    icon,
    title: words,
    detail: kind,
    run,
  });
  return [
    ...themeChoices.map((value) => choice(t('person.theme'), value, t(`person.themes.${value}`), () => setTheme(value))),
    ...densities.map((value) => choice(t('person.density'), value, t(`person.densities.${value}`), () => setDensity(value))),
    ...languages.map((value) => choice(t('person.language'), value, t(`person.languages.${value}`), () => setLanguage(value))),
  ];
}
