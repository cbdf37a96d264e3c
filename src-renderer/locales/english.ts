/** Everything the console says in English, by area. It is the shape: a key that another language lacks does not compile. */
import alarmsEn from './en/alarms.json';
import apiEn from './en/api.json';
import auditEn from './en/audit.json';
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

export const english = {
  common: commonEn,
  audit: auditEn,
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
