import { expect, test } from 'vitest';

import { preferredLanguage } from './language.ts';

test.each([
  [['fi-FI', 'en'], 'fi'],
  [['sv-SE', 'fi'], 'fi'],
  [['EN-us'], 'en'],
  [['de-DE'], 'en'],
  [[], 'en'],
])('asked for %o it is %s', (asked, language) => {
  expect(preferredLanguage(asked)).toBe(language);
});
