import i18next, { type TFunction } from 'i18next';
import { beforeAll, expect, test } from 'vitest';

import { auditActivities } from '#contract/audit.ts';
import { visitorActs } from '#contract/console-api.ts';
import type { AuditRecordView } from '#contract/console/audit-calls.ts';

import { english } from '../../locales/english.ts';
import { finnish } from '../../locales/finnish.ts';
import { changeFacts } from './audit-changes.ts';
import { activityWords, kindWords, objectWords } from './audit-words.ts';

let en: TFunction<['audit', 'common']>;
let fi: TFunction<['audit', 'common']>;
beforeAll(async () => {
  await i18next.init({ resources: { en: english, fi: finnish }, lng: 'en', ns: Object.keys(english), defaultNS: 'audit', interpolation: { escapeValue: false } });
  en = i18next.getFixedT('en', ['audit', 'common']);
  fi = i18next.getFixedT('fi', ['audit', 'common']);
});

const record = (type: string, activity: string, text: string, changes: AuditRecordView['changes'] = []) => ({ type, activity, text, deviceName: null, changes }) as AuditRecordView;

test('everything the core records is put into words, in both languages', () => {
  const unsaid = auditActivities.filter((activity) => activityWords(en, activity) === activity || activityWords(fi, activity) === activityWords(en, activity));
  expect(unsaid).toEqual([]);
});

test('whatever a visitor can do is put into words, in both languages', () => {
  const wordless = (t: TFunction<['audit', 'common']>, call: string) => objectWords(t, record('Visit', 'Visitor acted', `main/anna: ${call}`)).includes(call);
  const unsaid = visitorActs.filter((call) => [en, fi].some((t) => wordless(t, call)));
  expect(visitorActs).toContain('clearAlarm');
  expect(unsaid).toEqual([]);
});

test('what a program recorded stays as it said it', () => {
  expect(activityWords(fi, 'Something an application wrote')).toBe('Something an application wrote');
  expect(kindWords(fi, 'com_example_Thing')).toBe('com_example_Thing');
  expect(objectWords(fi, record('com_example_Thing', 'Thing done', 'anna from here'))).toBe('anna from here');
});

test.each([
  ['User', 'User created', 'User created: anna', 'anna'],
  ['User', 'User signed in', 'User signed in: anna from 127.0.0.1', 'anna, osoitteesta 127.0.0.1'],
  ['Alarm', 'Alarm updated', 'Alarm updated: too warm, ACKNOWLEDGED', 'too warm, nyt kuitattu'],
  ['Alarm', 'Alarm deleted', 'Alarm deleted: too warm', 'too warm'],
  ['Operation', 'Operation updated', 'Operation updated: device 12, FAILED', 'laite 12, epäonnistunut'],
  ['Job', 'Job started', 'Job started: device-import', 'laitteiden tuonti'],
  ['RetentionRule', 'Retention rule created', 'Retention rule created: MEASUREMENT (type *, fragment x, source *): 30 days', 'mittaukset, säilytys 30 päivää'],
  ['Inventory', 'Supervision changed', 'Supervision changed: every 10 min', '10 minuutin välein'],
  ['Inventory', 'Device updated', 'Device updated: Freezer room 2', 'Freezer room 2'],
  ['Visit', 'Site entered', 'main/anna came in', ''],
  ['Visit', 'Visitor acted', 'main/anna: acknowledgeAlarm', 'kuittasi hälytyksen'],
  ['Visit', 'Visitor acted', 'main/anna: callOfAnOlderVersion', 'kutsu callOfAnOlderVersion'],
  ['Support', 'Support access granted', 'Support may come in for 4 h', '4 tunniksi'],
  ['Site', 'Demo site made', 'Demo site made', ''],
])('%s: %s, "%s" is to "%s"', (type, activity, text, words) => {
  expect(objectWords(fi, record(type, activity, text))).toBe(words);
});

test('a command names its device, by its number only where the device is gone', () => {
  const told = { ...record('Operation', 'Operation updated', 'Operation updated: device 12, FAILED'), deviceName: 'Boiler 2' };
  expect(objectWords(fi, told)).toBe('Boiler 2, epäonnistunut');
  expect(objectWords(fi, { ...told, deviceName: null })).toBe('laite 12, epäonnistunut');
});

test('an alarm names its device too, unless its text does', () => {
  const told = (text: string, deviceName: string | null) => objectWords(en, { ...record('Alarm', 'Alarm updated', `Alarm updated: ${text}, ACKNOWLEDGED`), deviceName });
  expect(told('too warm', 'Freezer room 2')).toBe('Freezer room 2 too warm, now acknowledged');
  expect(told('Battery low', 'Freezer room 2')).toBe('Battery low, Freezer room 2, now acknowledged');
  expect(told('Freezer room 2 is too warm', 'Freezer room 2')).toBe('Freezer room 2 is too warm, now acknowledged');
  expect(told('too warm', null)).toBe('too warm, now acknowledged');
});

test('a note on an alarm is told as one, unless its state changed too', () => {
  const change = (attribute: string) => ({ attribute, previousValue: 0, newValue: 1 });
  const told = (...changes: AuditRecordView['changes']) => objectWords(en, { ...record('Alarm', 'Alarm updated', 'Alarm updated: too warm, ACTIVE', changes), deviceName: 'Freezer room 2' });
  expect(told(change('notes'))).toBe('Freezer room 2 too warm, a note was written');
  expect(told(change('notes'), change('status'))).toBe('Freezer room 2 too warm, now active');
});

test('changes are named and said as people say them', () => {
  const formats = { full: (ms: number) => `at ${ms}`, reading: String };
  const change = (attribute: string, previousValue: unknown, newValue: unknown) => ({ attribute, previousValue, newValue });
  const said = (type: string, ...changes: AuditRecordView['changes']) => changeFacts(record(type, 'x', 'x', changes), { t: fi, formats });
  expect(said('User', change('role', 'viewer', 'operator'), change('disabled', false, true), change('password', null, 'changed'))).toEqual([
    { name: 'Rooli', before: 'Katselija', after: 'Valvoja' },
    { name: 'Kirjautuminen estetty', before: 'ei', after: 'kyllä' },
    { name: 'Salasana', before: '', after: 'vaihdettu' },
  ]);
  expect(said('Alarm', change('status', 'ACTIVE', 'CLEARED'))).toEqual([{ name: 'Tila', before: 'voimassa', after: 'päättynyt' }]);
  expect(said('Inventory', change('maintenanceUntil', null, 5), change('name', 'a', 'b'))).toEqual([
    { name: 'Huolto päättyy', before: '', after: 'at 5' },
    { name: 'Nimi', before: 'a', after: 'b' },
  ]);
  expect(said('Rule', change('condition', { limit: 1 }, { limit: 2 }))).toEqual([{ name: 'Ehto', before: '', after: fi('value.whole') }]);
  expect(said('Support', change('supportAccess', { state: 'not-asked' }, { state: 'granted' }))).toEqual([{ name: fi('attribute.supportAccess'), before: 'ei pyydetty', after: 'päästetty' }]);
  expect(said('com_example', change('colour', 'red', null))).toEqual([{ name: 'colour', before: 'red', after: 'ei mitään' }]);
});
