/**
 * Everything the console says, by language and area. English is the shape: a key that Finnish lacks
 * does not compile.
 */
import type { Language } from '../state/language.ts';
import alarmsEn from './en/alarms.json';
import commonEn from './en/common.json';
import nowEn from './en/now.json';
import alarmsFi from './fi/alarms.json';
import commonFi from './fi/common.json';
import nowFi from './fi/now.json';

const english = { common: commonEn, now: nowEn, alarms: alarmsEn };

export type Catalogue = typeof english;

const finnish: Catalogue = { common: commonFi, now: nowFi, alarms: alarmsFi };

export const catalogues: Record<Language, Catalogue> = { en: english, fi: finnish };
