/** The languages the catalogues exist in; the first is the one others fall back to. */
export const languages = ['en', 'fi'] as const;
export type Language = (typeof languages)[number];

/** The first known language among those the system asks for, such as `['fi-FI', 'en']`. */
export function preferredLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    const known = languages.find((language) => tag.toLowerCase().startsWith(language));
    if (known) return known;
  }
  return languages[0];
}
