/**
 * The load generator, a process of its own: reads one plan from stdin, makes every request, says `made`, sends when a
 * line comes, and writes what became of it as one line of JSON. In between whoever started it reads the server's counters.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { quantile } from '../figures.ts';
import { HttpAnswers, PostgresAnswers } from './answers.ts';
import { sendAll, type LaneCount } from './lanes.ts';
import type { LoadPlan, LoadResult } from './load.ts';
import { postgresDatabase, postgresUser, prepareMessage, startupMessage } from './postgres-messages.ts';
import { requestsOf, samplesOf } from './requests.ts';

const postgresGreetings = [startupMessage(postgresUser, postgresDatabase), prepareMessage()];

function isPostgres({ work }: LoadPlan): boolean {
  return work.kind === 'ingest' ? work.dialect.startsWith('postgres') : work.postgres;
}

function requests({ work }: LoadPlan): Buffer[] {
  if (work.kind === 'ingest') return requestsOf(work);
  const made = work.requests.map((text) => Buffer.from(text, 'latin1'));
  return Array.from({ length: work.times }, (_, index) => made[index % made.length] ?? Buffer.alloc(0));
}

function resultOf(count: LaneCount, samples: number): LoadResult {
  const { seconds, refused, refusal, sentBytes, answerBytes } = count;
  const took = [...count.tookMs];
  const sent = took.length;
  return {
    requests: sent,
    samples,
    seconds,
    perSecond: samples / seconds,
    p50Ms: quantile(took, 0.5),
    p95Ms: quantile(took, 0.95),
    p99Ms: quantile(took, 0.99),
    refused,
    refusal,
    bytesPerRequest: sentBytes / sent,
    bytesPerAnswer: answerBytes / sent,
  };
}

const input = createInterface({ input: process.stdin });
const lines = input[Symbol.asyncIterator]();
const plan = JSON.parse((await lines.next()).value ?? '') as LoadPlan;
const made = requests(plan);
process.stdout.write('made\n');
await lines.next();
const sending = sendAll(made, {
  port: plan.port,
  connections: plan.connections,
  perSecond: plan.perSecond,
  countsWaiting: plan.work.kind === 'ingest',
  sendsAgain: !plan.mayBreak,
  greetings: isPostgres(plan) ? postgresGreetings : [],
  makeReader: () => (isPostgres(plan) ? new PostgresAnswers() : new HttpAnswers()),
});
const count = await sending.catch((error: unknown) => {
  if (plan.mayBreak) process.exit(0);
  throw error;
});
const samples = plan.work.kind === 'ingest' ? samplesOf(plan.work) : made.length;
if (!process.stdout.write(`${JSON.stringify(resultOf(count, samples))}\n`)) await once(process.stdout, 'drain');
input.close();
