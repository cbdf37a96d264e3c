/** Jobs in words: kind, parts of the title, counts and reasons are keys of the catalogue. */
import type { TFunction } from 'i18next';

import type { ConsoleJob, JobProblem, JobWords } from '#contract/jobs.ts';

import words from '../locales/en/jobs.json';

type JobT = TFunction<'jobs'>;
/** Say what stands under a key that was put together; it is looked up in the catalogue before. */
function say(t: JobT, key: string, values: JobWords = {}): string {
  return (t as unknown as (key: string, values: JobWords) => string)(key, values);
}

function has(table: object, key: string): boolean {
  return Object.hasOwn(table, key);
}

/** "Export: devices, Cold store". */
export function jobTitle(t: JobT, { kind, title }: Pick<ConsoleJob, 'kind' | 'title'>): string {
  const { undoes, ...rest } = title;
  if (typeof undoes === 'string') return t('undoOf', { title: jobTitle(t, { kind: undoes, title: rest }) });
  return has(words.kind, kind) ? say(t, `kind.${kind}.title`, title) : t('unknownKind');
}

/** What a job counts, as it is called when there are so many: "devices". */
export function jobUnit(t: JobT, { kind }: Pick<ConsoleJob, 'kind'>, count: number): string {
  return has(words.kind, kind) ? say(t, `kind.${kind}.unit`, { count }) : '';
}

/** "45 devices created, 2 groups added": the counts that the kind has words for. */
export function jobCounts(t: JobT, { kind, counts }: Pick<ConsoleJob, 'kind' | 'counts'>): string {
  const known: { count: object } | undefined = has(words.kind, kind) ? words.kind[kind as keyof typeof words.kind] : undefined;
  if (!known) return '';
  const shown = Object.entries(counts).filter(([name, count]) => count > 0 && has(known.count, `${name}_other`));
  return shown.map(([name, count]) => say(t, `kind.${kind}.count.${name}`, { count })).join(', ');
}

/** Why it failed. */
export function jobFailure(t: JobT, reason: string): string {
  return has(words.failure, reason) ? say(t, `failure.${reason}`) : t('failure.internal');
}

/** What was left out and why: "Line 17: no name." */
export function jobProblem(t: JobT, { reason, about }: JobProblem): string {
  return has(words.problem, reason) ? say(t, `problem.${reason}`, about) : t('unknownProblem');
}
