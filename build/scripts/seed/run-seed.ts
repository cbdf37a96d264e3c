/** Seeding a site from its groups to its open alarms. */
import { ProgressDisplay, type Screen } from '../replay/progress-display.ts';
import type { SeedOptions } from './command-line.ts';
import { SeedSender } from './seed-sender.ts';
import { alarmBody, alarmDevice, areaCount, areaName, areaOf, deviceBody, groupCount, groupName, groupSize, pastOf, readingBody } from './site-plan.ts';

const objects = '/inventory/managedObjects';
const groupFragments = { c8y_IsDeviceGroup: {} };
/** Measurements in one request. */
const batchSize = 500;
const readingEveryMs = 15 * 60_000;

/** Do something for 0 … count − 1, so many at the same time. */
async function each(count: number, connections: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: Math.min(connections, count) }, worker));
}

export interface SeedParts {
  screen: Screen;
  stop: AbortSignal;
  /** Where devices post to. */
  deviceUrl: string;
  /** `tenant/user:password`. */
  account: string;
}

class Seeding {
  readonly #options: SeedOptions;
  readonly #screen: Screen;
  readonly #sender: SeedSender;
  readonly #nowMs = Date.now();

  constructor(options: SeedOptions, { screen, stop, deviceUrl, account }: SeedParts) {
    this.#options = options;
    this.#screen = screen;
    this.#sender = new SeedSender(deviceUrl, account, stop);
  }

  async run(): Promise<void> {
    const groups = await this.#groups();
    const devices = await this.#devices(groups);
    await this.#readings(devices);
    await this.#alarms(devices);
  }

  /** A part of the work with its progress on screen. */
  async #shown<Result>(total: number, words: string, act: (display: ProgressDisplay) => Promise<Result>): Promise<Result> {
    const display = new ProgressDisplay(this.#screen, total, 0, words);
    try {
      return await act(display);
    } finally {
      display.close();
    }
  }

  async #groups(): Promise<string[]> {
    const { devices, connections } = this.#options;
    const areas: string[] = [];
    const groups: string[] = [];
    await each(areaCount(devices), connections, async (area) => {
      areas[area] = await this.#sender.create(objects, { name: areaName(area), type: 'c8y_DeviceGroup', ...groupFragments });
    });
    await each(groupCount(devices), connections, async (group) => {
      const content = { name: groupName(group), type: 'c8y_DeviceSubgroup', ...groupFragments };
      groups[group] = await this.#sender.create(`${objects}/${areas[areaOf(group)]}/childAssets`, content);
    });
    return groups;
  }

  #devices(groups: readonly string[]): Promise<string[]> {
    const { devices: count, connections } = this.#options;
    return this.#shown(count, 'devices', async (display) => {
      const ids: string[] = [];
      await each(count, connections, async (device) => {
        const group = groups[Math.floor(device / groupSize)];
        ids[device] = await this.#sender.create(`${objects}/${group}/childAssets`, deviceBody(device));
        display.add(1);
      });
      return ids;
    });
  }

  async #readings(ids: readonly string[]): Promise<void> {
    const { readings, connections } = this.#options;
    const total = ids.length * readings;
    if (total === 0) return;
    await this.#shown(total, 'readings', async (display) => {
      await each(Math.ceil(total / batchSize), connections, async (batch) => {
        const size = Math.min(batchSize, total - batch * batchSize);
        const measurements = Array.from({ length: size }, (_, index) => this.#reading(ids, batch * batchSize + index));
        await this.#sender.post('/measurement/measurements', 'measurementcollection', { measurements });
        display.add(size);
      });
    });
  }

  /** All devices' oldest readings come first, as time brings them. */
  #reading(ids: readonly string[], number: number): Record<string, unknown> {
    const device = number % ids.length;
    const step = this.#options.readings - 1 - Math.floor(number / ids.length);
    return readingBody(device, ids[device] ?? '', this.#nowMs - step * readingEveryMs);
  }

  async #alarms(ids: readonly string[]): Promise<void> {
    const { alarms, journal, connections } = this.#options;
    if (alarms === 0) return;
    await this.#shown(alarms + journal, 'alarms', async (display) => {
      await each(alarms, connections, async (index) => {
        const instances = pastOf(index, this.#options) + 1;
        const sourceId = ids[alarmDevice(index, this.#options)] ?? '';
        for (let instance = 0; instance < instances; instance += 1) {
          const body = alarmBody(sourceId, { index, instance, instances, nowMs: this.#nowMs });
          await this.#sender.post('/alarm/alarms', 'alarm', body);
          display.add(1);
        }
      });
    });
  }
}

/** Fill the site. Running it again adds as much again. @throws Trouble when it could not go on. */
export function runSeed(options: SeedOptions, parts: SeedParts): Promise<void> {
  return new Seeding(options, parts).run();
}
