/** Everything the console says in Finnish, by area. */
import type { Catalogue } from './english.ts';
import alarmsFi from './fi/alarms.json';
import apiFi from './fi/api.json';
import auditFi from './fi/audit.json';
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

export const finnish: Catalogue = {
  common: commonFi,
  audit: auditFi,
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
