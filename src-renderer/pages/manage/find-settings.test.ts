import { expect, test } from 'vitest';

import { permissions, rolePermissions } from '#contract/tenants.ts';

import manageEn from '../../locales/en/manage.json';
import manageFi from '../../locales/fi/manage.json';
import { findSettings, settings, type SettingName, type SettingWords } from './find-settings.ts';

const english: SettingWords = (name) => manageEn.find[name];
const finnish: SettingWords = (name) => manageFi.find[name];

test.each<[string, SettingWords, SettingName]>([
  ['disk full', english, 'disk'],
  ['who is signed in', english, 'signedIn'],
  ['who did what', english, 'audit'],
  ['new user', english, 'addPerson'],
  ['forgot password', english, 'forgotten'],
  ['too many requests', english, 'slowed'],
  ['new customer', english, 'addSite'],
  ['let support in', english, 'support'],
  ['clock', english, 'timeZone'],
  ['levy täynnä', finnish, 'disk'],
  ['kuka on sisällä', finnish, 'signedIn'],
  ['kuka teki', finnish, 'audit'],
  ['uusi käyttäjä', finnish, 'addPerson'],
  ['salasana unohtui', finnish, 'forgotten'],
  ['uusi asiakas', finnish, 'addSite'],
  ['kello', finnish, 'timeZone'],
])('"%s" leads to what is meant', (query, words, name) => {
  expect(findSettings(query, words, permissions).map((found) => found.name).slice(0, 3)).toContain(name);
});

test('what a person may not open is not found', () => {
  expect(findSettings('password', english, rolePermissions.viewer).map(({ name }) => name)).toEqual(['password']);
});

test('every setting has its words in both languages, and something else than its name', () => {
  for (const { name } of settings) {
    for (const { title, words } of [english(name), finnish(name)]) expect([title, words].every((text) => text.length > 3)).toBe(true);
  }
});
