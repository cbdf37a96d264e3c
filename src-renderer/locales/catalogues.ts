/**
 * Everything the console says, by language and area. English is the shape: a key that Finnish lacks
 * does not compile.
 */
import type { Language } from '../state/language.ts';
import alarmsEn from './en/alarms.json';
import apiEn from './en/api.json';
import commonEn from './en/common.json';
import deviceLifeEn from './en/device-life.json';
import devicesEn from './en/devices.json';
import inventoryEn from './en/inventory.json';
import jobsEn from './en/jobs.json';
import manageEn from './en/manage.json';
import measurementsEn from './en/measurements.json';
import nowEn from './en/now.json';
import peopleEn from './en/people.json';
import rulesEn from './en/rules.json';
import sendersEn from './en/senders.json';
import sessionEn from './en/session.json';
import shellEn from './en/shell.json';
import siteEn from './en/site.json';
import tokensEn from './en/tokens.json';
import trendsEn from './en/trends.json';
import sitesEn from './en/sites.json';
import alarmsFi from './fi/alarms.json';
import apiFi from './fi/api.json';
import commonFi from './fi/common.json';
import deviceLifeFi from './fi/device-life.json';
import devicesFi from './fi/devices.json';
import inventoryFi from './fi/inventory.json';
import jobsFi from './fi/jobs.json';
import manageFi from './fi/manage.json';
import measurementsFi from './fi/measurements.json';
import nowFi from './fi/now.json';
import peopleFi from './fi/people.json';
import rulesFi from './fi/rules.json';
import sendersFi from './fi/senders.json';
import sessionFi from './fi/session.json';
import shellFi from './fi/shell.json';
import siteFi from './fi/site.json';
import tokensFi from './fi/tokens.json';
import trendsFi from './fi/trends.json';
import sitesFi from './fi/sites.json';

const english = {
  common: commonEn,
  now: nowEn,
  alarms: alarmsEn,
  devices: devicesEn,
  inventory: inventoryEn,
  jobs: jobsEn,
  manage: manageEn,
  deviceLife: deviceLifeEn,
  measurements: measurementsEn,
  rules: rulesEn,
  people: peopleEn,
  site: siteEn,
  tokens: tokensEn,
  api: apiEn,
  sites: sitesEn,
  session: sessionEn,
  trends: trendsEn,
  shell: shellEn,
  senders: sendersEn,
};

export type Catalogue = typeof english;

const finnish: Catalogue = {
  common: commonFi,
  now: nowFi,
  alarms: alarmsFi,
  devices: devicesFi,
  inventory: inventoryFi,
  jobs: jobsFi,
  manage: manageFi,
  deviceLife: deviceLifeFi,
  measurements: measurementsFi,
  rules: rulesFi,
  people: peopleFi,
  site: siteFi,
  tokens: tokensFi,
  api: apiFi,
  sites: sitesFi,
  session: sessionFi,
  trends: trendsFi,
  shell: shellFi,
  senders: sendersFi,
};

export const catalogues: Record<Language, Catalogue> = { en: english, fi: finnish };
