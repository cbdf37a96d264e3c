/** Single readings at a steady pace, whatever the answers take: a slow core does not get an easier test. */
import { Agent, request } from 'node:http';

export interface LoadCount {
  sent: number;
  accepted: number;
  refused: number;
}

export interface SteadyLoad {
  count: LoadCount;
  /** Send no more. @returns when every answer is there. */
  stop(): Promise<LoadCount>;
}

const sliceMs = 20;

function readingBody(sourceId: string, value: number): string {
  return JSON.stringify({ source: { id: sourceId }, type: 'reading', time: new Date().toISOString(), air: { temperature: { value, unit: '°C' } } });
}

/** @param perSecond readings a second, over all `sources` in turn. */
export function startSteadyLoad(deviceUrl: string, account: string, sources: readonly string[], perSecond: number): SteadyLoad {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const headers = { authorization: `Basic ${Buffer.from(account).toString('base64')}`, 'content-type': 'application/json' };
  const url = new URL('/measurement/measurements', deviceUrl);
  const count: LoadCount = { sent: 0, accepted: 0, refused: 0 };
  const open = new Set<Promise<void>>();
  const startedMs = performance.now();
  const send = (): void => {
    const body = readingBody(sources[count.sent % sources.length] ?? '', 4 + (count.sent % 10) / 10);
    count.sent += 1;
    const answered = new Promise<void>((resolve) => {
      const sending = request(url, { method: 'POST', agent, headers }, (response) => {
        if (response.statusCode === 201) count.accepted += 1;
        else count.refused += 1;
        response.resume().once('end', resolve);
      });
      sending.once('error', () => {
        count.refused += 1;
        resolve();
      });
      sending.end(body);
    });
    open.add(answered);
    void answered.then(() => open.delete(answered));
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / 1000) * perSecond;
    while (count.sent < due) send();
  }, sliceMs);
  return {
    count,
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      agent.destroy();
      return count;
    },
  };
}
