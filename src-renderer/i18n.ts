/** Languages of the console, read from the catalogues; the person's choice lives in the view store. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

import { catalogues } from './locales/catalogues.ts';
import type { Language } from './state/language.ts';
import { useViewStore } from './state/view-store.ts';

/** Fetch a language's words, if they are not here yet, and speak it. */
async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'common')) {
    for (const [area, words] of Object.entries(await catalogues[language]())) i18next.addResourceBundle(language, area, words);
  }
  // Somebody may have chosen another one meanwhile.
  if (useViewStore.getState().language === language) await i18next.changeLanguage(language);
}

/** Make `useTranslation` work and follow the person's language from then on. */
export async function startLanguages(): Promise<void> {
  const { language } = useViewStore.getState();
  await i18next.use(initReactI18next).init({
    resources: {},
    lng: language,
    // Every language has every text: one that lacks any does not compile.
    fallbackLng: false,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  await speak(language);
  useViewStore.subscribe((view) => {
    if (view.language !== i18next.language) void speak(view.language);
  });
}
