/** A site as a customer would have it: devices with credentials and names, a hundred rules, programs let in. */
import type { RuleDraft } from '#contract/rules.ts';

import { ConsoleClient } from '../../../../embedded-server/testing/console-client.ts';
import { adminPassword, type CoreProcess } from '../../../../embedded-server/testing/core-process.ts';
import { WireClient } from '../../../../embedded-server/testing/wire-client.ts';
import { alarmTenths, series } from './readings.ts';
import type { SentDevice } from './requests.ts';

/** Limits are on as they are shipped, but for all devices together: one machine stands for a whole site here. */
export const siteSettings = ['deviceListener.applications=true', 'limits.tenantRate=1000000000', 'limits.tenantBurst=1000000000'];

const rowsPerFile = 5_000;
const secret = (serial: string): string => `a secret of ${serial}, long enough`;

async function register(core: CoreProcess, serials: readonly string[]): Promise<void> {
  const admin = new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
  for (let from = 0; from < serials.length; from += rowsPerFile) {
    const lines = serials.slice(from, from + rowsPerFile).map((serial) => `${serial};"${secret(serial)}";c8y_Air;${serial}`);
    const body = new FormData();
    body.append('file', new File([['ID;CREDENTIALS;TYPE;NAME', ...lines].join('\n')], 'devices.csv'));
    const address = `${core.deviceUrl}/devicecontrol/bulkNewDeviceRequests`;
    const answer = await fetch(address, { method: 'POST', headers: { authorization: admin.authorization }, body });
    const { numberOfCreated } = (await answer.json()) as { numberOfCreated?: number };
    if (numberOfCreated !== lines.length) throw new Error(`${numberOfCreated ?? 0} of ${lines.length} devices were registered (${answer.status})`);
  }
}

/** Each device asks for its own object, as an agent does when it starts. */
async function askForId(core: CoreProcess, serial: string): Promise<SentDevice> {
  const client = new WireClient(core.deviceUrl, `main/device_${serial}:${secret(serial)}`);
  const { body } = await client.get(`/identity/externalIds/c8y_Serial/${serial}`);
  return { id: (body as { managedObject: { id: string } }).managedObject.id, authorization: client.authorization };
}

/** Register devices and let each find itself. */
export async function addDevices(core: CoreProcess, prefix: string, count: number): Promise<SentDevice[]> {
  const serials = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  await register(core, serials);
  const devices: SentDevice[] = [];
  for (const serial of serials) devices.push(await askForId(core, serial));
  return devices;
}

const fragment = 'c8y_Air';
const wanted = { enabled: true, severity: 'MINOR', text: 'out of range', help: '' } as const;
const at = (name: string) => ({ fragment, series: name });

/** The one that alarms raise: halfway to where they stand. */
const alarmLimit = (series[0].tenths + alarmTenths) / 20;
const farOut = 10 * alarmTenths;

/** Twenty rules that watch the first series of every device; only the first ever raises an alarm. */
function rulesOfFirstSeries(): RuleDraft[] {
  return Array.from({ length: 20 }, (_, index): RuleDraft => {
    const shared = { ...wanted, name: `Air ${index}`, scope: { kind: 'all' as const }, series: at(series[0].name) };
    const threshold = { kind: 'threshold' as const, deadband: 0.5, forMs: index % 4 === 0 ? 0 : 60_000, clearForMs: 0 };
    if (index === 0) return { ...shared, condition: { ...threshold, direction: 'above', limit: alarmLimit } };
    if (index > 17) return { ...shared, condition: { kind: 'rate', direction: 'rising', change: farOut, withinMs: 60_000 } };
    if (index > 9) return { ...shared, condition: { ...threshold, direction: 'below', limit: -index } };
    return { ...shared, condition: { ...threshold, direction: 'above', limit: farOut + index } };
  });
}

function threshold(name: string, scope: RuleDraft['scope'], seriesName: string): RuleDraft {
  const condition = { kind: 'threshold' as const, direction: 'above' as const, limit: farOut, deadband: 1, forMs: 0, clearForMs: 0 };
  return { ...wanted, name, scope, series: at(seriesName), condition };
}

/** A hundred rules: 24 watch every device, the others one each. */
export function siteRules(devices: readonly SentDevice[]): RuleDraft[] {
  const others = series.slice(1).map(({ name }) => threshold(`All ${name}`, { kind: 'all' }, name));
  const singles = Array.from({ length: 76 }, (_, index) =>
    threshold(`One ${index}`, { kind: 'device', deviceId: devices[index % devices.length]?.id ?? '' }, series[index % series.length]?.name ?? ''),
  );
  return [...rulesOfFirstSeries(), ...others, ...singles];
}

/** Save the rules and stay signed in. */
export async function addRules(core: CoreProcess, devices: readonly SentDevice[]): Promise<ConsoleClient> {
  const client = new ConsoleClient(core.consoleUrl);
  await client.signIn('admin', adminPassword);
  for (const rule of siteRules(devices)) await client.call('addRule', rule);
  return client;
}
