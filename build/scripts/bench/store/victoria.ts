/** VictoriaMetrics: answers before anything is on disk. */
import { join } from 'node:path';

import { history } from './history.ts';
import { getRequest, requireGet } from './http-requests.ts';
import { debianPackage, type PeerKind } from './peer-kind.ts';
import { series } from './readings.ts';

const [{ name: first }] = series;

function get(path: string, parameters: Record<string, string>): string {
  return getRequest(`${path}?${new URLSearchParams(parameters)}`);
}

/** Lowest, highest and mean at once. Without its cache of results: it would answer the same question from memory. */
function buckets(selector: string, fromMs: number, count: number): string {
  const stepSeconds = (history.toMs - fromMs) / count / 1000;
  const query = `rollup(${selector}[${Math.round(stepSeconds * 1000)}ms])`;
  return get('/api/v1/query_range', { query, start: String(fromMs / 1000 + stepSeconds), end: String(history.toMs / 1000), step: `${stepSeconds}s`, nocache: '1' });
}

export const victoria: PeerKind = {
  name: 'VictoriaMetrics (not durable)',
  dialects: ['victoria'],
  programs: ['victoria-metrics'],
  ...debianPackage('victoria-metrics'),
  kept: 'data',
  stopSignal: 'SIGINT',
  command: (home, port) => [
    'victoria-metrics',
    `-storageDataPath=${join(home, 'data')}`,
    '-retentionPeriod=100y',
    `-httpListenAddr=127.0.0.1:${port}`,
    '-loggerLevel=ERROR',
  ],
  probe: (port) => requireGet(port, '/health'),
  found: () => Promise.resolve(),
  reads({ id }) {
    const selector = `m_${first}{d="${id}"}`;
    const [start, end] = [String(history.weekFromMs / 1000), String((history.toMs - 1) / 1000)];
    return {
      raw: get('/api/v1/export', { 'match[]': selector, start, end }),
      buckets: buckets(selector, history.weekFromMs, history.weekBuckets),
      year: buckets(selector, history.yearFromMs, history.yearBuckets),
      latest: get('/api/v1/query', { query: 'last_over_time({__name__=~"m_.*"}[2h])', nocache: '1' }),
    };
  },
};
