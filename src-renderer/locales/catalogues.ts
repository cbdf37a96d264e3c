/** The catalogues by language. Each comes when it is first spoken: nobody fetches words they do not read. */
import type { Language } from '../state/language.ts';
import type { Catalogue } from './english.ts';

export const catalogues: Record<Language, () => Promise<Catalogue>> = {
  en: async () => (await import('./english.ts')).english,
  fi: async () => (await import('./finnish.ts')).finnish,
};
