import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';

import type { AuditRecordView } from '#contract/console/audit-calls.ts';

import { activityWords, objectWords, valueText } from './audit-words.ts';

const t = ((key: string) => key) as unknown as TFunction<'manage'>;
const record = (activity: string, text: string) => ({ activity, text }) as AuditRecordView;

test.each([
  ['User signed in', 'audit.activity.userSignedIn'],
  ['Sign-in refused', 'audit.activity.signInRefused'],
  ['Session ended for a newer one', 'audit.activity.sessionEndedForANewerOne'],
  ['Something an application wrote', 'Something an application wrote'],
])('%s', (activity, words) => {
  expect(activityWords(t, activity)).toBe(words);
});

test('what is said twice is said once', () => {
  expect(objectWords(record('User created', 'User created: anna'))).toBe('anna');
  expect(objectWords(record('Site entered', 'main/anna came in'))).toBe('main/anna came in');
  expect(objectWords(record('Custom', 'Custom'))).toBe('');
});

test.each([[null, ''], ['x', 'x'], [4, '4'], [{ a: 1 }, '{"a":1}']])('%o reads %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});
