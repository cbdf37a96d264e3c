/** Every setting by everyday words. Where it is stands here, what people call it in the catalogues. Pure. */
import { fitOf, foldText, queryWords } from '#contract/find-words.ts';
import type { Permission } from '#contract/tenants.ts';

import { mayOpen, type PartAccess } from './manage-parts.ts';

export const settings = [
  { name: 'people', path: '/manage/people', permission: 'people:read' },
  { name: 'addPerson', path: '/manage/people?add=true', permission: 'people:write' },
  { name: 'roles', path: '/manage/people', permission: 'people:read' },
  { name: 'signedIn', path: '/manage/people', permission: 'people:read' },
  { name: 'forgotten', path: '/manage/people', permission: 'people:write' },
  { name: 'password', path: '/manage/you', permission: 'session' },
  { name: 'ownKeys', path: '/manage/you', permission: 'session' },
  { name: 'rules', path: '/manage/rules', permission: 'site:read' },
  { name: 'addRule', path: '/manage/rules/new', permission: 'rules:write' },
  { name: 'sites', path: '/sites', permission: 'sites:read' },
  { name: 'addSite', path: '/sites?add=true', permission: 'sites:write' },
  { name: 'suspendSite', path: '/sites', permission: 'sites:write' },
  { name: 'support', path: '/manage/support', permission: 'people:write' },
  { name: 'limits', path: '/manage/limits', permission: 'site:write' },
  { name: 'slowed', path: '/manage/limits', permission: 'site:write' },
  { name: 'audit', path: '/manage/audit', permission: 'audit:read' },
  { name: 'disk', path: '/manage/health', permission: 'platform:read' },
  { name: 'health', path: '/manage/health', permission: 'platform:read' },
  { name: 'version', path: '/manage/about', permission: 'session' },
  { name: 'siteName', path: '/manage/site', permission: 'site:write' },
  { name: 'timeZone', path: '/manage/site', permission: 'site:write' },
  { name: 'deviceAddress', path: '/manage/about', permission: 'session' },
  { name: 'sessions', path: '/manage/configuration', permission: 'platform:read' },
  { name: 'network', path: '/manage/configuration', permission: 'platform:read' },
  { name: 'retention', path: '/manage/configuration', permission: 'platform:read' },
  { name: 'configuration', path: '/manage/configuration', permission: 'platform:read' },
] as const satisfies readonly { name: string; path: string; permission: PartAccess }[];

export type SettingName = (typeof settings)[number]['name'];

export interface FoundSetting {
  name: SettingName;
  path: string;
  title: string;
}

/** What a setting is called, and other words people use for it. */
export type SettingWords = (name: SettingName) => { title: string; words: string };

/** Those that fit what somebody typed, best first; none for nothing typed. */
export function findSettings(query: string, wordsOf: SettingWords, permissions: readonly Permission[]): FoundSetting[] {
  const words = queryWords(query);
  if (words.length === 0) return [];
  const found = settings
    .filter(({ permission }) => mayOpen(permission, permissions))
    .flatMap(({ name, path }) => {
      const { title, words: other } = wordsOf(name);
      const fit = fitOf(words, foldText(title), foldText(other));
      return fit ? [{ name, path, title, score: fit.score }] : [];
    });
  return found.sort((one, other) => other.score - one.score).map(({ name, path, title }) => ({ name, path, title }));
}
