/** PostgreSQL's wire protocol, as far as it takes to send prepared inserts and copies, and plain queries. Pure. */
import { series, type Row } from './readings.ts';

export const postgresUser = 'postgres';
export const postgresDatabase = 'postgres';

/** The table readings go into: a row a sample, found by series and time. */
export const schema = [
  'CREATE TABLE point (series int NOT NULL, ts timestamptz NOT NULL, value float8 NOT NULL)',
  'CREATE INDEX point_series_ts ON point (series, ts)',
];

const insertName = 'put';
const insertText = 'INSERT INTO point SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::float8[])';

function message(type: string, ...parts: Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  const head = Buffer.alloc(type.length + 4);
  head.write(type, 'latin1');
  head.writeUInt32BE(length, type.length);
  return Buffer.concat([head, ...parts]);
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function parameter(value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Opens a connection as a user who needs no password. */
export function startupMessage(user: string, database: string): Buffer {
  const version = Buffer.alloc(4);
  version.writeUInt32BE(196_608);
  return message('', version, text('user'), text(user), text('database'), text(database), Buffer.from('\0'));
}

/** A plain query. */
export function queryMessage(sql: string): Buffer {
  return message('Q', text(sql));
}

const sync = message('S');

/** Makes the insert known to a connection; answered like a query. */
export function prepareMessage(): Buffer {
  return Buffer.concat([message('P', text(insertName), text(insertText), int16(0)), sync]);
}

/** Number of a series within the table. */
export function seriesNumber(device: number, index: number): number {
  return device * series.length + index;
}

function columns(device: number, rows: readonly Row[], wanted: readonly number[]): [number, string, number][] {
  return rows.flatMap(({ timeMs, tenths }) =>
    wanted.map((index): [number, string, number] => [seriesNumber(device, index), new Date(timeMs).toISOString(), (tenths[index] ?? 0) / 10]),
  );
}

/** Runs the prepared insert with array literals. */
export function insertMessage(device: number, rows: readonly Row[], wanted: readonly number[]): Buffer {
  const all = columns(device, rows, wanted);
  const arrays = [0, 1, 2].map((column) => parameter(`{${all.map((cells) => cells[column]).join(',')}}`));
  const bind = message('B', text(''), text(insertName), int16(0), int16(arrays.length), ...arrays, int16(0));
  return Buffer.concat([bind, message('E', text(''), Buffer.alloc(4)), sync]);
}

/** A whole COPY in one go: the server need not be waited for in between. */
export function copyMessage(device: number, rows: readonly Row[], wanted: readonly number[]): Buffer {
  const lines = columns(device, rows, wanted).map((cells) => `${cells.join('\t')}\n`);
  return Buffer.concat([queryMessage('COPY point FROM STDIN'), message('d', Buffer.from(lines.join(''))), message('c')]);
}
