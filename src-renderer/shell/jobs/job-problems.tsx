import { useTranslation } from 'react-i18next';

import type { ConsoleJob } from '#contract/jobs.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { TextButton } from '../../components/button.tsx';
import { useJobProblems } from '../../jobs/job-queries.ts';
import { jobProblem } from '../../jobs/job-words.ts';
import css from './jobs.module.css';

/** What the job left out, each with its reason. */
export function JobProblems({ job }: { job: ConsoleJob }) {
  const { t } = useTranslation(['jobs', 'common']);
  const { data, error, hasNextPage, fetchNextPage } = useJobProblems(job.id);
  if (error && !data) return <p className={css.said}>{t('problemsUnreadable', { why: t(`common:error.${errorCodeOf(error)}`) })}</p>;
  const problems = data?.pages.flatMap((page) => page.problems) ?? [];
  return (
    <div className={css.problems} tabIndex={0} role="region" aria-label={t('showProblems', { count: job.problems })}>
      <ul>
        {problems.map((problem) => (
          <li key={problem.number}>{jobProblem(t, problem)}</li>
        ))}
      </ul>
      {hasNextPage && <TextButton onClick={() => void fetchNextPage()}>{t('moreProblems')}</TextButton>}
    </div>
  );
}
