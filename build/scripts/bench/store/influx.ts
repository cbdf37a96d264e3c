/** InfluxDB 1.x: durable when it answers, through a write-ahead log that is synced for a group of writes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { getRequest, requireGet } from './http-requests.ts';
import { history } from './history.ts';
import { debianPackage, type PeerKind } from './peer-kind.ts';
import { series } from './readings.ts';

const [{ name: first }] = series;

/** What has not been written to for three seconds is settled, so that it can be measured: as shipped it takes ten minutes, and four hours. */
function configuration(home: string, port: number): string {
  return [
    'reporting-disabled = true',
    'bind-address = "127.0.0.1:0"',
    `[meta]\ndir = "${join(home, 'meta')}"`,
    `[data]\ndir = "${join(home, 'data')}"\nwal-dir = "${join(home, 'wal')}"\nquery-log-enabled = false`,
    'cache-snapshot-write-cold-duration = "3s"',
    'compact-full-write-cold-duration = "3s"',
    `[http]\nbind-address = "127.0.0.1:${port}"\nlog-enabled = false`,
    '[monitor]\nstore-enabled = false',
    '[logging]\nlevel = "error"',
  ].join('\n');
}

function query(text: string): string {
  return getRequest(`/query?db=bench&epoch=ms&q=${encodeURIComponent(text)}`);
}

export const influx: PeerKind = {
  name: 'InfluxDB',
  dialects: ['influx'],
  programs: ['influxd'],
  ...debianPackage('influxdb'),
  kept: '.',
  stopSignal: 'SIGTERM',
  command(home, port) {
    const file = join(home, 'influxdb.conf');
    writeFileSync(file, configuration(home, port));
    return ['influxd', '-config', file];
  },
  probe: (port) => requireGet(port, '/ping'),
  found: (port) => requireGet(port, `/query?q=${encodeURIComponent('CREATE DATABASE bench')}`, 'POST'),
  reads({ id }) {
    const from = (fromMs: number) => `FROM m WHERE d='${id}' AND time >= ${fromMs}ms AND time < ${history.toMs}ms`;
    const buckets = (fromMs: number, count: number) =>
      query(`SELECT min(${first}), max(${first}), mean(${first}) ${from(fromMs)} GROUP BY time(${(history.toMs - fromMs) / count}ms) fill(none)`);
    return {
      raw: query(`SELECT ${first} ${from(history.weekFromMs)}`),
      buckets: buckets(history.weekFromMs, history.weekBuckets),
      year: buckets(history.yearFromMs, history.yearBuckets),
      latest: query('SELECT last(*) FROM m GROUP BY d'),
    };
  },
};
