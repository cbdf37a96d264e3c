import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleJob } from '#contract/jobs.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useUndoJob } from '../../jobs/job-queries.ts';
import { jobCounts, jobFailure, jobTitle } from '../../jobs/job-words.ts';
import { showToast } from '../../state/toast-store.ts';
import { JobProblems } from './job-problems.tsx';
import css from './jobs.module.css';
import { useProgressWords } from './use-progress-words.ts';

/** A job that has ended: what came of it, its file, and the way back. */
export function EndedJob({ job }: { job: ConsoleJob }) {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const title = jobTitle(t, job);
  const progress = useProgressWords(job);
  const time = formats.clock(job.endedMs ?? 0);
  const counts = jobCounts(t, job);
  return (
    <article className={css.job} aria-label={title}>
      <div className={css.top}>
        <h4>{title}</h4>
        <div className={css.acts}>
          <JobState job={job} />
          <UndoButton job={job} title={title} />
          {job.problems > 0 && <Button onClick={() => setOpen(!open)}>{open ? t('hideProblems') : t('showProblems', { count: job.problems })}</Button>}
          {job.file && (
            <LinkButton icon="download" href={`/api/jobs/${job.id}/file`} download={job.file.name} label={t('saveNamed', { title })}>
              {t('save')}
            </LinkButton>
          )}
        </div>
      </div>
      <div className={css.numbers}>
        <span title={job.endedMs === null ? undefined : formats.full(job.endedMs)}>
          {job.done === 0 ? time : t('endedAt', { progress, time })}
        </span>
        <span>{t('by', { name: job.startedBy })}</span>
      </div>
      {counts && <p className={css.said}>{counts}</p>}
      {job.failure !== null && <p className={css.said}>{jobFailure(t, job.failure)}</p>}
      {open && <JobProblems job={job} />}
    </article>
  );
}

/** Said where it did not simply end well. */
function JobState({ job }: { job: ConsoleJob }) {
  const { t } = useTranslation('jobs');
  if (job.undoneBy !== null) return <span className={css.state}>{t('takenBack')}</span>;
  if (job.state !== 'failed' && job.state !== 'cancelled') return null;
  return (
    <span className={css.state}>
      <Icon name="failed" />
      {t(job.state)}
    </span>
  );
}

function UndoButton({ job, title }: { job: ConsoleJob; title: string }) {
  const { t } = useTranslation(['jobs', 'common']);
  const undo = useUndoJob();
  const lost = useIsLost();
  if (!job.mayUndo || lost) return null;
  const onError = (error: unknown) => showToast({ text: t('notUndone', { why: t(`common:error.${errorCodeOf(error)}`) }) });
  return (
    <Button label={t('undoNamed', { title })} disabled={undo.isPending} onClick={() => undo.mutate(job.id, { onError })}>
      {t('undo')}
    </Button>
  );
}
