/** Languages of the console, read from the catalogues; the person's choice lives in the view store. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

import { catalogues } from './locales/catalogues.ts';
import { languages } from './state/language.ts';
import { useViewStore } from './state/view-store.ts';

/** Make `useTranslation` work and follow the person's language from then on. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: catalogues,
    lng: useViewStore.getState().language,
    fallbackLng: languages[0],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  useViewStore.subscribe(({ language }) => {
    if (language !== i18next.language) void i18next.changeLanguage(language);
  });
}
