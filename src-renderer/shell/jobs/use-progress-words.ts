import { useTranslation } from 'react-i18next';

import type { ConsoleJob } from '#contract/jobs.ts';

import { jobUnit } from '../../jobs/job-words.ts';

/** "45 of 47 rows". */
export function useProgressWords(job: ConsoleJob): string {
  const { t } = useTranslation('jobs');
  const { done, total } = job;
  // Not `unit`: the formatter of numbers would take that for one of its own options.
  const what = jobUnit(t, job, total ?? done);
  return total === null || total === done ? t('progressOpen', { done, what }) : t('progress', { done, total, what });
}
