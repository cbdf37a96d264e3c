/** A second site of the pictures' installation, on which all is normal, and two that wait for their first device. */
import { ConsoleClient } from '../../embedded-server/testing/console-client.ts';
import { adminPassword } from '../../embedded-server/testing/core-process.ts';
import type { TestPlatform } from '../../embedded-server/testing/test-platform.ts';
import type { WireClient } from '../../embedded-server/testing/wire-client.ts';
import { type PictureSeries, series, today, wave } from './believable-site.ts';

const tenant = 'harju';
/** Who signs in on the site where all is normal. */
export const neighbour = { userName: 'kitchen', password: 'soup on every thursday' };
const owner = { userName: 'owner', password: 'soup on every other friday' };

/** What the other sites are called, and in addresses. */
export const otherSites = ['Harju School Kitchen', 'Itäranta Ground Heat', 'Saarela Housing', tenant, 'itaranta', 'saarela', 'Filter change', 'Cold rooms'];

export const kitchen: { name: string; type: string; series: PictureSeries[] }[] = [
  { name: 'Cold room 1', type: 'Cold-room sensor', series: [series('air', 'temperature', '°C', wave(3.1, 0.6, 50)), series('air', 'humidity', '% RH', wave(84, 2, 90))] },
  { name: 'Cold room 2', type: 'Cold-room sensor', series: [series('air', 'temperature', '°C', wave(2.6, 0.5, 45, 0.4)), series('air', 'humidity', '% RH', wave(81, 2, 80))] },
  { name: 'Freezer', type: 'Cold-room sensor', series: [series('air', 'temperature', '°C', wave(-21.8, 0.7, 60)), series('coil', 'temperature', '°C', wave(-27.1, 0.8, 60))] },
  { name: 'Dishwasher', type: 'Power meter', series: [series('rinse', 'temperature', '°C', wave(84.2, 1.5, 70)), series('power', 'total', 'kW', wave(6.4, 3, 35))] },
  { name: 'Kitchen air', type: 'Climate sensor', series: [series('air', 'temperature', '°C', wave(21.4, 0.6, 240)), series('air', 'CO2', 'ppm', wave(640, 90, 150))] },
  { name: 'Ventilation unit 1', type: 'Ventilation unit', series: [series('filter', 'pressure', 'Pa', wave(142, 3, 260)), series('supply', 'temperature', '°C', wave(19.2, 0.4, 120))] },
];

/** A normal day in a school's kitchen, sent device by device. */
export class NormalSite {
  readonly #platform: TestPlatform;
  readonly #owner: ConsoleClient;
  readonly #devices: { id: string; client: WireClient; series: PictureSeries[] }[] = [];

  constructor(platform: TestPlatform) {
    this.#platform = platform;
    this.#owner = new ConsoleClient(platform.platform.urls.console);
  }

  /** Found the sites; `addSite` asks for the password anew. */
  async make(): Promise<void> {
    const admin = new ConsoleClient(this.#platform.platform.urls.console);
    await admin.signIn('admin', adminPassword);
    await admin.call('stepUp', { password: adminPassword });
    const found = (name: string, id: string, administrator: typeof owner | null) => admin.call('addSite', { tenant: id, name, timeZone: 'Europe/Helsinki', administrator });
    await found('Harju School Kitchen', tenant, owner);
    await found('Itäranta Ground Heat', 'itaranta', null);
    await found('Saarela Housing', 'saarela', null);
    await this.#signIn();
    const { id: groupId } = await this.#owner.call('addGroup', { name: 'Kitchen' });
    for (const { name, type, series: all } of kitchen) {
      const { device, secret } = await this.#owner.call('addDevice', { name, type, groupId });
      this.#devices.push({ id: device.id, client: this.#platform.as(`${secret.tenant}/${secret.userName}:${secret.secret}`), series: all });
    }
    await this.#owner.call('addPerson', { ...neighbour, role: 'operator' });
    await this.#limit('Cold rooms', 8);
  }

  /** Above the limit a cold room raises an alarm; none is near it. */
  async #limit(name: string, limit: number): Promise<void> {
    const condition = { kind: 'threshold', direction: 'above', limit, deadband: 0.5, forMs: 0, clearForMs: 0 } as const;
    for (const { id } of this.#devices.slice(0, 3)) {
      await this.#owner.call('addRule', { name, enabled: true, scope: { kind: 'device', deviceId: id }, series: { fragment: 'air', series: 'temperature' }, condition, severity: 'MAJOR', text: 'too warm', help: '' });
    }
  }

  async readings(timeMs: number): Promise<void> {
    for (const { id, client, series: all } of this.#devices) {
      const fragments: Record<string, Record<string, { value: number; unit: string }>> = {};
      for (const { fragment, series: key, unit, at } of all) (fragments[fragment] ??= {})[key] = { value: at(timeMs), unit };
      const { status } = await client.post('/measurement/measurements', { source: { id }, type: 'reading', time: new Date(timeMs).toISOString(), ...fragments });
      if (status !== 201) throw new Error(`device ${id}: ${status}`);
    }
  }

  /** Pin everything, and put a device into maintenance for the afternoon. */
  async finish(): Promise<void> {
    await this.#signIn();
    const { series: all } = await this.#owner.call('series', { limit: 500 });
    await this.#owner.call('setPins', { seriesIds: all.map(({ id }) => id) });
    const last = this.#devices.at(-1);
    if (last) await this.#owner.call('startMaintenance', { id: last.id, untilMs: today(15, 0), reason: 'Filter change' });
  }

  /** Signed in anew each time: between two acts hours may have gone by. */
  async #signIn(): Promise<void> {
    await this.#owner.signIn(`${tenant}/${owner.userName}`, owner.password);
  }
}
