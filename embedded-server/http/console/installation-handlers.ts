/** The installation: its health, its configuration, limits and security, and how each person likes Manage. */
import { join } from 'node:path';

import type { Configuration } from '#contract/console/installation-calls.ts';
import { ExpectedError } from '#contract/errors.ts';
import { mainTenant } from '#contract/tenants.ts';

import { changeableOf, changeConfig, configKeys, environmentName, shippedValues, type Config } from '../../config.ts';
import { installationHealth, type HealthParts } from '../../flows/installation-health.ts';
import { manageOverview, type ShownSettings } from '../../flows/manage-overview.ts';
import { changePreferences, readPreferences } from '../../flows/preferences.ts';
import { recordSettingChange } from '../../flows/setting-audit.ts';
import type { ConsoleHandlers, PersonContext } from './call.ts';

export interface InstallationHandlerParts extends Omit<HealthParts, 'settings' | 'dataDir'> {
  config: Config;
}

type InstallationCalls = 'manageOverview' | 'health' | 'configuration' | 'changeSetting' | 'preferences' | 'setPreferences';

/** Values that open something are shown to nobody. */
const secretKey = /password|passphrase|secret|token|privateKey/i;

function configuration({ config }: InstallationHandlerParts): Configuration {
  const shipped = shippedValues();
  const textOf = (key: string, value: unknown) => (secretKey.test(key) && value !== '' ? '***' : String(value));
  const settings = configKeys.map((key) => ({
    key,
    value: textOf(key, config.values[key]),
    shipped: textOf(key, shipped[key]),
    origin: config.origins[key],
    environment: environmentName(key),
    kind: kindOf(config.values[key]),
    changeable: changeableOf(key),
    next: key in config.next ? textOf(key, config.next[key]) : null,
  }));
  return { siteFile: join(config.dataDir, 'site.json'), settings };
}

function kindOf(value: unknown): 'number' | 'flag' | 'text' {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'flag' : 'text';
}

/** @throws ExpectedError 'not-found', and what {@link changeConfig} throws. */
async function changeSetting({ config, tenants }: InstallationHandlerParts, name: string, value: string | null, by: string): Promise<void> {
  const key = configKeys.find((known) => known === name);
  const main = tenants.get(mainTenant);
  if (!key || !main) throw new ExpectedError('not-found', 'There is no such setting');
  const valueNow = () => String(config.next[key] ?? config.values[key]);
  const before = valueNow();
  changeConfig(config, key, value);
  if (valueNow() !== before) await recordSettingChange(main, by, key, before, valueNow());
}

function shownSettings({ values }: Config): ShownSettings {
  return {
    deviceHost: values['deviceListener.host'],
    consoleHost: values['consoleListener.host'],
    applications: values['deviceListener.applications'],
    limitsEnabled: values['limits.enabled'],
    deviceRate: values['limits.deviceRate'],
    tenantRate: values['limits.tenantRate'],
    idleMinutes: values['session.idleMinutes'],
    absoluteHours: values['session.absoluteHours'],
  };
}

export function installationHandlers(given: InstallationHandlerParts): Pick<ConsoleHandlers, InstallationCalls> {
  // Settings may be changed while it runs.
  const parts = {
    ...given,
    dataDir: given.config.dataDir,
    get settings() {
      return shownSettings(given.config);
    },
  };
  // Preferences go with the person, wherever the session is.
  const home = ({ person }: PersonContext) => {
    const tenant = parts.tenants.get(person.session.home);
    if (!tenant) throw new ExpectedError('unauthorized', 'Sign in first');
    return tenant;
  };
  return {
    manageOverview: ({ tenant }) => manageOverview(parts, tenant),
    health: () => installationHealth(parts),
    configuration: () => configuration(parts),
    async changeSetting({ person }, { key, value }) {
      await changeSetting(parts, key, value, person.user.userName);
      return configuration(parts);
    },
    preferences: (context) => readPreferences(home(context), context.person.session.userName),
    setPreferences: (context, change) => changePreferences(home(context), context.person.session.userName, change),
  };
}
