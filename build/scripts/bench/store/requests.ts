/** What is sent, byte for byte, made before the clock starts. Pure. */
import { series, Walk, type ReadingPlan, type Row } from './readings.ts';
import { copyMessage, insertMessage } from './postgres-messages.ts';

export type Dialect = 'cumulocity' | 'influx' | 'victoria' | 'postgres-insert' | 'postgres-copy' | 'node-red';

/**
 * How readings go into requests: `together` = a measurement a row with all series, `apart` = a measurement a series,
 * `single` = the first series of a row, alone in its request.
 */
export type Form = 'together' | 'apart' | 'single';

export interface SentDevice {
  /** What the system knows it by; digits. */
  id: string;
  /** Value of its Authorization header; null where the system asks for none. */
  authorization: string | null;
}

export interface IngestPlan {
  kind: 'ingest';
  dialect: Dialect;
  form: Form;
  devices: readonly SentDevice[];
  /** Number of the first device within the data: what its readings are. */
  firstDevice: number;
  readings: ReadingPlan;
  /** Rows of one device in a request; 1 for `single`. */
  rowsPerRequest: number;
  /** Lines to add to each head, such as `accept: application/json`. */
  headers: readonly string[];
}

function measurement(id: string, { timeMs, tenths }: Row, from: number, to: number): string {
  let fragments = '';
  for (let index = from; index < to; index += 1) {
    const { name, unit } = series[index] ?? series[0];
    fragments += `${fragments === '' ? '' : ','}"${name}":{"value":${(tenths[index] ?? 0) / 10},"unit":"${unit}"}`;
  }
  return `{"source":{"id":"${id}"},"time":"${new Date(timeMs).toISOString()}","type":"c8y_Air","c8y_Air":{${fragments}}}`;
}

function cumulocityBody({ form }: IngestPlan, id: string, rows: readonly Row[]): string {
  if (form === 'single') return rows.map((row) => measurement(id, row, 0, 1)).join('');
  const parts = form === 'together' ? [[0, series.length]] : series.map((_, index) => [index, index + 1]);
  const all = rows.flatMap((row) => parts.map(([from = 0, to = 0]) => measurement(id, row, from, to)));
  return `{"measurements":[${all.join(',')}]}`;
}

/** Which series a request is of. */
function wantedSeries({ form }: IngestPlan): number[] {
  return form === 'single' ? [0] : series.map((_, index) => index);
}

/** InfluxDB's line protocol: `m,d=1 T=21.5,H=48 1764200000000`. */
function lines(plan: IngestPlan, id: string, rows: readonly Row[]): string {
  const wanted = wantedSeries(plan);
  const fields = ({ tenths }: Row) => wanted.map((index) => `${series[index]?.name ?? ''}=${(tenths[index] ?? 0) / 10}`).join(',');
  return rows.map((row) => `m,d=${id} ${fields(row)} ${row.timeMs}`).join('\n');
}

const paths = {
  cumulocity: '/measurement/measurements',
  influx: '/write?db=bench&precision=ms',
  victoria: '/write?precision=ms',
  'node-red': '/measurement/measurements',
} as const;

const takesJson = (dialect: Dialect): boolean => dialect === 'cumulocity' || dialect === 'node-red';

function httpRequest(plan: IngestPlan, dialect: keyof typeof paths, device: SentDevice, body: string): Buffer {
  const own = device.authorization === null ? [] : [`authorization: ${device.authorization}`];
  const type = takesJson(dialect) ? 'application/json' : 'text/plain';
  const length = `content-length: ${Buffer.byteLength(body)}`;
  const head = [`POST ${paths[dialect]} HTTP/1.1`, 'host: 127.0.0.1', `content-type: ${type}`, ...own, ...plan.headers, length];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function request(plan: IngestPlan, device: SentDevice, rows: readonly Row[]): Buffer {
  switch (plan.dialect) {
    case 'postgres-insert':
      return insertMessage(Number(device.id), rows, wantedSeries(plan));
    case 'postgres-copy':
      return copyMessage(Number(device.id), rows, wantedSeries(plan));
    case 'cumulocity':
    case 'node-red':
      return httpRequest(plan, plan.dialect, device, cumulocityBody(plan, device.id, rows));
    default:
      return httpRequest(plan, plan.dialect, device, lines(plan, device.id, rows));
  }
}

/** Every request in the order it is sent: all devices take turns, so that what arrives together is of many. */
export function requestsOf(plan: IngestPlan): Buffer[] {
  const walks = plan.devices.map((_, index) => new Walk(plan.firstDevice + index, plan.readings));
  const requests: Buffer[] = [];
  for (let done = 0; done < plan.readings.rows; done += plan.rowsPerRequest) {
    const count = Math.min(plan.rowsPerRequest, plan.readings.rows - done);
    const rows = walks.map((walk) => Array.from({ length: count }, () => walk.next()));
    plan.devices.forEach((device, index) => requests.push(request(plan, device, rows[index] ?? [])));
  }
  return requests;
}

/** Samples in all requests of a plan. */
export function samplesOf(plan: IngestPlan): number {
  return plan.devices.length * plan.readings.rows * wantedSeries(plan).length;
}
