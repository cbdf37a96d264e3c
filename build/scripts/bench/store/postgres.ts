/** PostgreSQL 15: a row a sample in one table with an index on series and time; durable when it answers. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { PostgresAnswers } from './answers.ts';
import { history } from './history.ts';
import { askOnce } from './lanes.ts';
import { debianPackage, type PeerKind, type PeerUser } from './peer-kind.ts';
import { postgresDatabase, postgresUser, queryMessage, schema, seriesNumber, startupMessage } from './postgres-messages.ts';
import { series } from './readings.ts';

const programs = '/usr/lib/postgresql/15/bin';
const settings = ['shared_buffers=1GB', 'synchronous_commit=on', 'max_connections=200', 'listen_addresses=127.0.0.1'];

/** It does not run as root; the package brings a user for it. */
function user(): PeerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function query(sql: string): string {
  return queryMessage(sql).toString('latin1');
}

function ask(port: number, ...queries: string[]): Promise<void> {
  return askOnce(port, new PostgresAnswers(), [startupMessage(postgresUser, postgresDatabase), ...queries.map((sql) => queryMessage(sql))]);
}

export const postgres: PeerKind = {
  name: 'PostgreSQL',
  dialects: ['postgres-insert', 'postgres-copy'],
  programs: [join(programs, 'postgres'), join(programs, 'initdb')],
  ...debianPackage('postgresql-15'),
  kept: 'data/base',
  stopSignal: 'SIGINT',
  user,
  prepare(home, owner) {
    execFileSync(join(programs, 'initdb'), ['-D', join(home, 'data'), '-U', postgresUser, '-A', 'trust', '-E', 'UTF8', '--no-locale'], { stdio: 'ignore', cwd: home, ...owner });
  },
  command: (home, port) => [
    join(programs, 'postgres'),
    ...['-D', join(home, 'data'), '-k', home, '-p', String(port)],
    ...settings.flatMap((setting) => ['-c', setting]),
  ],
  probe: (port) => ask(port),
  found: (port) => ask(port, ...schema),
  reads({ id }, devices) {
    const number = seriesNumber(Number(id), 0);
    const at = (ms: number) => `to_timestamp(${ms / 1000})`;
    const stretch = (fromMs: number) => `FROM point WHERE series = ${number} AND ts >= ${at(fromMs)} AND ts < ${at(history.toMs)}`;
    const buckets = (fromMs: number, count: number) =>
      query(`SELECT date_bin('${(history.toMs - fromMs) / count} ms', ts, ${at(fromMs)}), min(value), max(value), avg(value) ${stretch(fromMs)} GROUP BY 1 ORDER BY 1`);
    const newest = 'LATERAL (SELECT ts, value FROM point WHERE series = number ORDER BY ts DESC LIMIT 1) newest';
    const last = seriesNumber(Number(devices.at(-1)?.id), series.length - 1);
    return {
      raw: query(`SELECT ts, value ${stretch(history.weekFromMs)} ORDER BY ts`),
      buckets: buckets(history.weekFromMs, history.weekBuckets),
      year: buckets(history.yearFromMs, history.yearBuckets),
      latest: query(`SELECT number, ts, value FROM generate_series(${seriesNumber(Number(devices[0]?.id), 0)}, ${last}) number, ${newest}`),
    };
  },
};
