/** The person's theme, density and language, on the document where CSS and readers look for them. */
import { useEffect, useSyncExternalStore } from 'react';

import { useViewStore } from '../state/view-store.ts';

const systemDark = matchMedia('(prefers-color-scheme: dark)');

function onSystemTheme(listener: () => void): () => void {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
}

/** The theme on screen: the person's choice, or the system's. */
export function useTheme(): 'light' | 'dark' {
  const choice = useViewStore((state) => state.theme);
  const dark = useSyncExternalStore(onSystemTheme, () => systemDark.matches);
  if (choice !== 'system') return choice;
  return dark ? 'dark' : 'light';
}

/** Keep the document's attributes as the person likes them. */
export function useAppearance(): void {
  const theme = useTheme();
  const { density, language } = useViewStore();
  useEffect(() => {
    const { documentElement } = document;
    documentElement.dataset['theme'] = theme;
    documentElement.dataset['density'] = density;
    documentElement.lang = language;
  }, [theme, density, language]);
}
