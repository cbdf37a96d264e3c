/** What a device tells of itself in the fragments everybody knows, as words. Pure. */
import type { ConsoleSeries } from '#contract/measurements.ts';

type Fragments = Readonly<Record<string, unknown>>;

export type UnitFact =
  | { kind: 'model' | 'serialNumber' | 'firmware' | 'agent' | 'mobile' | 'network' | 'notes'; text: string }
  | { kind: 'software'; list: readonly string[] }
  | { kind: 'configuration'; text: string }
  | { kind: 'position'; lat: number; lng: number };

function record(value: unknown): Fragments {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fragments) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function joined(content: unknown, ...properties: string[]): string {
  const object = record(content);
  return properties.map((property) => text(object[property])).filter((part) => part !== '').join(' ');
}

function software(content: unknown): string[] {
  const list = Array.isArray(content) ? content : [];
  return list.map((one) => joined(one, 'name', 'version')).filter((one) => one !== '');
}

function place(content: unknown): UnitFact | null {
  const { lat, lng } = record(content);
  return typeof lat === 'number' && typeof lng === 'number' ? { kind: 'position', lat, lng } : null;
}

/** In the order they are shown; what the device does not tell is left out. */
export function unitFacts(fragments: Fragments): UnitFact[] {
  const hardware = fragments['c8y_Hardware'];
  const packages = software(fragments['c8y_SoftwareList'] ?? fragments['c8y_Software']);
  const config = text(record(fragments['c8y_Configuration'])['config']);
  const lines: UnitFact[] = [
    { kind: 'model', text: joined(hardware, 'model', 'revision') },
    { kind: 'serialNumber', text: joined(hardware, 'serialNumber') },
    { kind: 'firmware', text: joined(fragments['c8y_Firmware'], 'name', 'version') },
    { kind: 'agent', text: joined(fragments['c8y_Agent'], 'name', 'version') },
    { kind: 'mobile', text: joined(fragments['c8y_Mobile'], 'imei') },
    { kind: 'network', text: joined(record(fragments['c8y_Network'])['c8y_LAN'], 'ip') },
    { kind: 'notes', text: text(fragments['c8y_Notes']) },
  ];
  const told = lines.filter((fact) => 'text' in fact && fact.text !== '');
  const position = place(fragments['c8y_Position']);
  return [
    ...told,
    ...(packages.length > 0 ? [{ kind: 'software', list: packages } as const] : []),
    ...(config !== '' ? [{ kind: 'configuration', text: config } as const] : []),
    ...(position ? [position] : []),
  ];
}

type Told = Pick<ConsoleSeries, 'fragment' | 'series' | 'unit' | 'latest'>;

function find<Series extends Told>(series: readonly Series[], name: RegExp): Series | undefined {
  return series.find((one) => one.latest && (name.test(one.fragment) || name.test(one.series)));
}

/** The series that tell of battery and signal, where the device sends them. */
export function vitalSeries<Series extends Told>(series: readonly Series[]): { battery: Series | undefined; signal: Series | undefined } {
  return { battery: find(series, /batter/i), signal: find(series, /signal|rssi/i) };
}

/** What of `c8y_Connection` the device's push channel says; null where there is none. */
export function connectionOf(fragments: Fragments): string | null {
  return text(record(fragments['c8y_Connection'])['status']) || null;
}
