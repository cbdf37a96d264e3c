/** How this person likes to see the console, and where they are in its lists. Never server data. */
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

import { type Language, preferredLanguage } from './language.ts';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export const densities = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof densities)[number];

/** Lists whose selected row is remembered while other views are open. */
export type ListName = 'now' | 'alarms' | 'journal' | 'devices' | 'rules' | 'people' | 'senders' | 'sites' | 'audit';

interface ViewState {
  theme: ThemeChoice;
  language: Language;
  density: Density;
  /** Single letters and digits act as keys. */
  characterKeys: boolean;
  /** Key of the selected row, by list. */
  selection: Partial<Record<ListName, string>>;
  setTheme: (theme: ThemeChoice) => void;
  setLanguage: (language: Language) => void;
  setDensity: (density: Density) => void;
  setCharacterKeys: (on: boolean) => void;
  select: (list: ListName, key: string | undefined) => void;
}

export const useViewStore = create<ViewState>()(
  persist(
    (set) => ({
      theme: 'system',
      language: preferredLanguage(globalThis.navigator?.languages ?? []),
      density: 'normal',
      characterKeys: true,
      selection: {},
      setTheme: (theme) => set({ theme }),
      setLanguage: (language) => set({ language }),
      setDensity: (density) => set({ density }),
      setCharacterKeys: (characterKeys) => set({ characterKeys }),
      select: (list, key) => set(({ selection }) => ({ selection: { ...selection, [list]: key } })),
    }),
    {
      name: 'valvomo-view',
      storage: createJSONStorage(() => localStorage),
      partialize: ({ theme, language, density, characterKeys }) => ({ theme, language, density, characterKeys }),
    },
  ),
);
