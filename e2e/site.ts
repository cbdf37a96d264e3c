/** A site to look at, made over HTTP as an administrator's program would make it. */
import { adminPassword, type CoreProcess } from '../embedded-server/testing/core-process.ts';
import { WireClient } from '../embedded-server/testing/wire-client.ts';

const json = { accept: 'application/json' };
const asCollection = { 'content-type': 'application/vnd.com.nsn.cumulocity.measurementcollection+json', accept: '' };
const importedAtOnce = 1_000;

/** People and programs may use the device listener of a core that has a site made here. */
export const openToPrograms = ['deviceListener.applications=true', 'limits.enabled=false'];

export class Site {
  readonly #client: WireClient;

  constructor(core: Pick<CoreProcess, 'deviceUrl'>) {
    this.#client = new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
  }

  async #create(path: string, body: object): Promise<string> {
    const answer = await this.#client.post(path, body, json);
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { id: string }).id;
  }

  /** @returns the id of the new device. */
  device(name: string): Promise<string> {
    return this.#create('/inventory/managedObjects', { name, type: 'sensor', c8y_IsDevice: {} });
  }

  /** One temperature; `ageMs` before now. */
  reading(deviceId: string, value: number, ageMs = 0): Promise<string> {
    const time = new Date(Date.now() - ageMs).toISOString();
    return this.#create('/measurement/measurements', { source: { id: deviceId }, type: 'temperature', time, air: { temperature: { value, unit: '°C' } } });
  }

  /** Many temperatures with their times (ms UTC), as an import of old readings sends them. */
  async readings(deviceId: string, readings: readonly (readonly [number, number])[]): Promise<void> {
    for (let from = 0; from < readings.length; from += importedAtOnce) {
      const measurements = readings.slice(from, from + importedAtOnce).map(([timeMs, value]) => {
        const time = new Date(timeMs).toISOString();
        return { source: { id: deviceId }, type: 'temperature', time, air: { temperature: { value, unit: '°C' } } };
      });
      const answer = await this.#client.post('/measurement/measurements', { measurements }, asCollection);
      if (answer.status !== 201) throw new Error(`readings: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
  }

  /** A reading of a water meter; `ageMs` before now. */
  volume(deviceId: string, value: number, ageMs: number): Promise<string> {
    const time = new Date(Date.now() - ageMs).toISOString();
    return this.#create('/measurement/measurements', { source: { id: deviceId }, type: 'meter', time, water: { volume: { value, unit: 'm³' } } });
  }

  /** An alarm as a device raises it itself. */
  alarm(deviceId: string, severity: string, text: string): Promise<string> {
    return this.#create('/alarm/alarms', { source: { id: deviceId }, type: text.replaceAll(' ', '_'), text, severity, time: new Date().toISOString() });
  }
}
