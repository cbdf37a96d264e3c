import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleJob } from '#contract/jobs.ts';

import { Button, IconButton, TextButton } from '../../components/button.tsx';
import { ErrorState } from '../../components/page-states.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { localDay } from '../../format/zone.ts';
import { useJobs } from '../../jobs/job-queries.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useNow } from '../../state/now.ts';
import { openJobs, useJobsDrawer } from '../../state/jobs-drawer.ts';
import { EndedJob } from './ended-job.tsx';
import css from './jobs.module.css';
import { RunningJob } from './running-job.tsx';

/** Long work at the right, over the page: nothing waits for it, and it waits for no window. */
export function JobsDrawer() {
  const { open } = useJobsDrawer();
  return open ? <OpenDrawer /> : null;
}

/** Esc closes it and gives the focus back; it takes the focus once, and holds it not. */
function OpenDrawer() {
  const { t } = useTranslation(['jobs', 'common']);
  const close = useClosing();
  const body = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState(false);
  useEffect(() => body.current?.focus(), []);
  useKeys('overlay', [{ key: 'Escape', run: close, whileTyping: true }]);
  const jobs = useJobs();
  const active = jobs.data?.pages[0]?.active ?? [];
  return (
    <aside className={css.drawer} aria-label={t('title')} data-region="jobs">
      <header className={css.head}>
        <h2>{t('title')}</h2>
        <span className="t2 grow el">{active.length > 0 && t('running', { count: active.length })}</span>
        <IconButton icon="close" label={t('common:act.close')} keyHint="Esc" onClick={close} />
      </header>
      <div ref={body} className={css.body} tabIndex={0} role="region" aria-label={t('title')}>
        {jobs.data && <JobList active={active} ended={jobs.data.pages.flatMap((page) => page.ended)} all={all} />}
        {jobs.isPending && <SkeletonRows lines="two" count={3} />}
        {jobs.isError && !jobs.data && (
          <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={jobs.error} onTryAgain={() => void jobs.refetch()} />
        )}
        {all && jobs.hasNextPage && (
          <div className={css.empty}>
            <Button onClick={() => void jobs.fetchNextPage()}>{t('more')}</Button>
          </div>
        )}
      </div>
      <footer className={css.foot}>
        <span>{t('kept')}</span>
        <TextButton onClick={() => setAll(!all)}>{t(all ? 'onlyToday' : 'all')}</TextButton>
      </footer>
    </aside>
  );
}

function useClosing(): () => void {
  return () => {
    openJobs(false);
    document.getElementById('jobs-button')?.focus();
  };
}

interface JobListProps {
  active: readonly ConsoleJob[];
  ended: readonly ConsoleJob[];
  /** Not only today's. */
  all: boolean;
}

function JobList({ active, ended, all }: JobListProps) {
  const { t } = useTranslation('jobs');
  const days = useDays(ended, all);
  const nothing = active.length === 0 && days.length === 0;
  return (
    <>
      {active.map((job) => (
        <RunningJob key={job.id} job={job} />
      ))}
      {days.map(({ title, jobs }) => (
        <section key={title} aria-label={title}>
          <h3 className={css.day}>{title}</h3>
          {jobs.map((job) => (
            <EndedJob key={job.id} job={job} />
          ))}
        </section>
      ))}
      {nothing && (
        <div className={css.empty}>
          <p className="b">{t(ended.length > 0 ? 'none' : 'noneEver')}</p>
          <p className="t2">{t('noneWhy')}</p>
        </div>
      )}
    </>
  );
}

/** Ended jobs by the site's day, the newest first. */
function useDays(ended: readonly ConsoleJob[], all: boolean): { title: string; jobs: ConsoleJob[] }[] {
  const { t } = useTranslation('jobs');
  const formats = useFormats();
  const today = localDay(useNow(60_000), formats.zone);
  const byDay = Map.groupBy(ended, ({ endedMs }) => localDay(endedMs ?? 0, formats.zone));
  return [...byDay].flatMap(([day, jobs]) => {
    if (day !== today && !all) return [];
    return { title: day === today ? t('endedToday') : formats.weekday(jobs[0]?.endedMs ?? 0), jobs };
  });
}
