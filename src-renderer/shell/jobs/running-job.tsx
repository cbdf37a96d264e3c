import { useTranslation } from 'react-i18next';

import type { ConsoleJob } from '#contract/jobs.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { Button } from '../../components/button.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useCancelJob } from '../../jobs/job-queries.ts';
import { jobTitle, jobUnit } from '../../jobs/job-words.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './jobs.module.css';
import { useProgressWords } from './use-progress-words.ts';

/** A job under way: how far it is, how fast, how long it will take. */
export function RunningJob({ job }: { job: ConsoleJob }) {
  const { t } = useTranslation('jobs');
  const title = jobTitle(t, job);
  const progress = useProgressWords(job);
  const { done, total } = job;
  return (
    <article className={css.job} aria-label={title}>
      <div className={css.top}>
        <h4>{title}</h4>
        <div className={css.acts}>
          <CancelButton job={job} title={title} />
        </div>
      </div>
      <div
        className={css.bar}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : done}
        aria-valuetext={progress}
      >
        <div style={{ width: `${total ? Math.min(100, (100 * done) / total) : 0}%` }} />
      </div>
      <div className={css.numbers}>
        <span>{job.state === 'waiting' && done === 0 ? '' : progress}</span>
        <Pace job={job} />
      </div>
      {job.resumes > 0 && <p className={css.said}>{t('resumed')}</p>}
    </article>
  );
}

function Pace({ job }: { job: ConsoleJob }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const rate = useRateWords(job);
  // How fast it is now nobody knows.
  if (useIsLost()) return null;
  if (job.state === 'waiting') return <span>{t('waiting')}</span>;
  const left = job.leftMs === null ? null : t('left', { span: formats.age(job.leftMs) });
  return <span>{[rate, left].filter(Boolean).join(', ')}</span>;
}

function useRateWords(job: ConsoleJob): string | null {
  const { t } = useTranslation('jobs');
  const { rate } = job;
  return rate === null ? null : t('rate', { rate: rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate), what: jobUnit(t, job, 2) });
}

function CancelButton({ job, title }: { job: ConsoleJob; title: string }) {
  const { t } = useTranslation(['jobs', 'common']);
  const cancel = useCancelJob();
  const lost = useIsLost();
  if (!job.mayCancel || lost) return null;
  const onError = (error: unknown) => showToast({ text: t('notCancelled', { why: t(`common:error.${errorCodeOf(error)}`) }) });
  return (
    <Button label={t('cancelNamed', { title })} disabled={cancel.isPending} onClick={() => cancel.mutate(job.id, { onError })}>
      {t('common:act.cancel')}
    </Button>
  );
}
