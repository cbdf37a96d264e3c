/** Makes the past of the pictures' site, over HTTP, as its devices and people made it. */
import { ConsoleClient } from '../../embedded-server/testing/console-client.ts';
import { adminPassword } from '../../embedded-server/testing/core-process.ts';
import type { TestPlatform } from '../../embedded-server/testing/test-platform.ts';
import type { WireClient } from '../../embedded-server/testing/wire-client.ts';
import { acknowledgements, beginMs, behindGateway, devices, gateway, groups, mondayMs, people, pins, rules, shownMs, today, type Person, type PictureDevice } from './believable-site.ts';
import { NormalSite } from './normal-site.ts';
import type { PictureClock } from './picture-clock.ts';

const stepMs = 5 * 60_000;
/** Everybody's newest reading: shortly before the moment shown. */
const lastMs = shownMs - 38_000;

/** The site while its past is made: who is signed in, and ids by name. */
class History {
  readonly #platform: TestPlatform;
  readonly #clock: PictureClock;
  readonly #admin: ConsoleClient;
  readonly #ids = new Map<string, string>();
  /** Each device with its own secret. */
  readonly #clients = new Map<string, WireClient>();

  constructor(platform: TestPlatform, clock: PictureClock) {
    this.#platform = platform;
    this.#clock = clock;
    this.#admin = new ConsoleClient(platform.platform.urls.console);
  }

  async makeSite(): Promise<void> {
    await this.#admin.signIn('admin', adminPassword);
    await this.#admin.call('updateSite', { name: 'Koivula Growers', timeZone: 'Europe/Helsinki' });
    for (const name of groups) this.#ids.set(name, (await this.#admin.call('addGroup', { name })).id);
    for (const { name, group, type } of devices) {
      const { device, secret } = await this.#admin.call('addDevice', { name, type, groupId: this.#idOf(group) });
      this.#ids.set(name, device.id);
      this.#clients.set(name, this.#platform.as(`${secret.tenant}/${secret.userName}:${secret.secret}`));
    }
    for (const name of behindGateway) await this.#hang(name, gateway);
    for (const [userName, { role, password }] of Object.entries(people)) await this.#admin.call('addPerson', { userName, role, password });
  }

  async makeRules(): Promise<void> {
    for (const { device, draft } of rules) {
      await this.#admin.call('addRule', { ...draft, enabled: true, scope: { kind: 'device', deviceId: this.#idOf(device) } });
    }
  }

  /** Pin what has been heard of. */
  async makePins(): Promise<void> {
    await this.#admin.signIn('admin', adminPassword);
    const { series } = await this.#admin.call('series', { limit: 500 });
    const seriesIds = pins.flatMap(([device, name]) => {
      const found = series.find((one) => one.deviceId === this.#idOf(device) && `${one.fragment}.${one.series}` === name);
      return found ? [found.id] : [];
    });
    await this.#admin.call('setPins', { seriesIds });
  }

  /** Everybody sends once; those of `only`, where it is given. */
  async readings(only: (device: PictureDevice) => boolean = () => true): Promise<void> {
    const nowMs = this.#clock.now();
    const senders = devices.filter((device) => only(device) && nowMs < (device.untilMs ?? Infinity));
    // One after the other, so that series are numbered alike each time.
    for (const device of senders) await this.#send(device, nowMs);
  }

  async acknowledgeUntil(sinceMs: number, untilMs: number): Promise<void> {
    const due = acknowledgements.filter(({ atMs }) => atMs > sinceMs && atMs <= untilMs);
    for (const { device, by } of due) {
      const client = await this.#signedIn(by);
      await client.call('acknowledgeAlarm', { id: await this.#openAlarmOf(client, device) });
    }
  }

  async note(device: string, by: Person, text: string): Promise<void> {
    const client = await this.#signedIn(by);
    await client.call('addAlarmNote', { id: await this.#openAlarmOf(client, device), text });
  }

  /** A list saved as a file: a job that has ended. */
  async exportDevices(by: Person): Promise<void> {
    const client = await this.#signedIn(by);
    await client.call('exportDevices', { place: 'Koivula Growers', fileName: 'devices.csv', separator: ',' });
    await this.#platform.platform.idle();
  }

  /** Signed in anew each time: between two acts hours may have gone by. */
  async #signedIn(person: Person): Promise<ConsoleClient> {
    const client = new ConsoleClient(this.#platform.platform.urls.console);
    await client.signIn(person, people[person].password);
    return client;
  }

  async #openAlarmOf(client: ConsoleClient, device: string): Promise<string> {
    const { alarms } = await client.call('openAlarms', {});
    const alarm = alarms.find(({ deviceName }) => deviceName === device);
    if (!alarm) throw new Error(`${device} has no open alarm`);
    return alarm.id;
  }

  async #send({ name, series }: PictureDevice, timeMs: number): Promise<void> {
    const fragments: Record<string, Record<string, { value: number; unit: string }>> = {};
    for (const { fragment, series: key, unit, at } of series) (fragments[fragment] ??= {})[key] = { value: at(timeMs), unit };
    const body = { source: { id: this.#idOf(name) }, type: 'reading', time: new Date(timeMs).toISOString(), ...fragments };
    const answer = await this.#clients.get(name)?.post('/measurement/measurements', body);
    if (answer?.status !== 201) throw new Error(`${name}: ${answer?.status}`);
  }

  async #hang(name: string, parent: string): Promise<void> {
    const { status } = await this.#platform.admin.post(`/inventory/managedObjects/${this.#idOf(parent)}/childDevices`, { managedObject: { id: this.#idOf(name) } });
    if (status !== 201) throw new Error(`${name}: ${status}`);
  }

  #idOf(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`nothing is called ${name}`);
    return id;
  }
}

/** Let time pass; the rules look at the clock at its end, when nothing moves any more. */
async function pass({ platform }: TestPlatform, clock: PictureClock, ms: number): Promise<void> {
  const lookMs = 1000;
  clock.advance(ms - lookMs);
  await platform.idle();
  clock.advance(lookMs);
  await platform.idle();
}

/** From Monday to the moment shown. Idle and longest times of sessions do not matter here: the wall clock is set, little time passes. */
export async function makeHistory(platform: TestPlatform, clock: PictureClock): Promise<void> {
  const history = new History(platform, clock);
  const normal = new NormalSite(platform);
  await history.makeSite();
  await normal.make();
  await history.makeRules();
  await history.readings(({ name }) => name === 'Ventilation unit 2');
  await history.acknowledgeUntil(mondayMs, beginMs);
  clock.setWall(beginMs);
  for (let timeMs = beginMs; timeMs < lastMs; timeMs += stepMs) {
    await history.readings();
    await normal.readings(timeMs);
    await history.acknowledgeUntil(timeMs - stepMs, timeMs);
    const nextMs = Math.min(timeMs + stepMs, lastMs);
    // Towards the end time really passes, for what tells of silence: a clock that is set would be no evidence.
    if (timeMs < today(13, 30)) clock.setWall(nextMs);
    else await pass(platform, clock, nextMs - timeMs);
  }
  await history.readings();
  await normal.readings(lastMs);
  await history.acknowledgeUntil(lastMs - stepMs, lastMs);
  await history.makePins();
  await normal.finish();
  await history.note('Freezer room 2', 'day-shift', 'Door was blocked open for unloading, closed now.');
  await history.exportDevices('day-shift');
  clock.advance(shownMs - lastMs);
  await platform.platform.idle();
}
