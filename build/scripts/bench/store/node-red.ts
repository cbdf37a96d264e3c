/**
 * Node-RED with SQLite, the way small sites put a store together themselves: a flow takes Cumulocity's JSON over HTTP and
 * inserts a row a value, a statement a request. Durable when it answers (SQLite as it is shipped). It has no telemetry store
 * of its own, so that there is nothing to compare but the ingest.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { requireGet } from './http-requests.ts';
import type { PeerKind } from './peer-kind.ts';

const table = `CREATE TABLE IF NOT EXISTS point (source INTEGER, series TEXT, time TEXT, value REAL)`;

/** What the flow's function does with a body; it runs within Node-RED. */
const toStatement = `
const list = msg.payload.measurements ?? [msg.payload];
const rows = [];
for (const { source, time, c8y_Air } of list) {
  for (const name in c8y_Air) rows.push("(" + Number(source.id) + ",'" + name + "','" + time + "'," + Number(c8y_Air[name].value) + ")");
}
msg.topic = "INSERT INTO point VALUES " + rows.join(",");
msg.payload = [];
return msg;`;

function route(name: string, method: 'get' | 'post', url: string, code: string): object[] {
  return [
    { id: `${name}-in`, type: 'http in', z: 'bench', url, method, wires: [[`${name}-do`]] },
    { id: `${name}-do`, type: 'function', z: 'bench', func: code, outputs: 1, wires: [[`${name}-sql`]] },
    { id: `${name}-sql`, type: 'sqlite', z: 'bench', mydb: 'file', sqlquery: 'msg.topic', sql: '', wires: [[`${name}-out`]] },
    { id: `${name}-out`, type: 'http response', z: 'bench', statusCode: '201', headers: {}, wires: [] },
  ];
}

function flows(home: string): object[] {
  return [
    { id: 'bench', type: 'tab', label: 'bench' },
    { id: 'file', type: 'sqlitedb', db: join(home, 'points.db'), mode: 'RWC' },
    ...route('table', 'get', '/table', `msg.topic = "${table}"; msg.payload = []; return msg;`),
    ...route('post', 'post', '/measurement/measurements', toStatement),
  ];
}

function settings(port: number): string {
  return `module.exports = { uiPort: ${port}, uiHost: '127.0.0.1', httpAdminRoot: false, flowFile: 'flows.json', logging: { console: { level: 'off' } }, telemetry: { enabled: false } };`;
}

export const nodeRed: PeerKind = {
  name: 'Node-RED + SQLite',
  dialects: ['node-red'],
  programs: ['node-red'],
  install: 'npm install --global node-red node-red-node-sqlite',
  version: () => /v([\d.]+)/.exec(execFileSync('node-red', ['--version'], { encoding: 'utf8' }))?.[1] ?? '',
  kept: null,
  share: 1 / 20,
  stopSignal: 'SIGTERM',
  command(home, port) {
    const file = join(home, 'settings.js');
    writeFileSync(file, settings(port));
    writeFileSync(join(home, 'flows.json'), JSON.stringify(flows(home)));
    return ['node-red', '--settings', file, '--userDir', home];
  },
  probe: (port) => requireGet(port, '/table'),
  found: (port) => requireGet(port, '/table'),
};
