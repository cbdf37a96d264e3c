/** The person's theme, density and language, on the document where CSS and readers look for them. */
import { useEffect, useSyncExternalStore } from 'react';

import { type ThemeChoice, useViewStore } from '../state/view-store.ts';

const systemDark = matchMedia('(prefers-color-scheme: dark)');

function onSystemTheme(listener: () => void): () => void {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
}

/** The theme on screen: the person's choice, or the system's. */
export function useTheme(): 'light' | 'dark' {
  const choice = useViewStore((state) => state.theme);
  const dark = useSyncExternalStore(onSystemTheme, () => systemDark.matches);
  return themeOf(choice, dark);
}

function themeOf(choice: ThemeChoice, dark: boolean): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return dark ? 'dark' : 'light';
}

/** Write the person's choices onto the document. Also called before the first drawing, against a flash of the other theme. */
export function applyAppearance(): void {
  const { theme, density, language } = useViewStore.getState();
  const { documentElement } = document;
  documentElement.dataset['theme'] = themeOf(theme, systemDark.matches);
  documentElement.dataset['density'] = density;
  documentElement.lang = language;
}

/** Keep the document as the person likes it. */
export function useAppearance(): void {
  const theme = useTheme();
  const { density, language } = useViewStore();
  useEffect(applyAppearance, [theme, density, language]);
}
