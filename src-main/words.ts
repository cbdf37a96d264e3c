import { en, type Words } from './locales/en.ts';
import { fi } from './locales/fi.ts';

/** The catalogue for the system's language, e.g. `fi-FI`; English for every language we have no words in. */
export function wordsFor(locale: string): Words {
  return locale.toLowerCase().split(/[-_]/)[0] === 'fi' ? fi : en;
}

/** Puts values into a text's `{name}` places. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
