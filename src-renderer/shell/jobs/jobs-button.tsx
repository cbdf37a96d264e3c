import { useTranslation } from 'react-i18next';

import { Icon } from '../../components/icon.tsx';
import { useActiveJobs } from '../../jobs/job-queries.ts';
import { openJobs, useJobsDrawer } from '../../state/jobs-drawer.ts';
import css from './jobs.module.css';

/** How many jobs are under way; opens the drawer. */
export function JobsButton() {
  const { t } = useTranslation('jobs');
  const { open } = useJobsDrawer();
  const count = useActiveJobs()?.length ?? 0;
  return (
    <button type="button" className={css.button} aria-expanded={open} id="jobs-button" onClick={() => openJobs(!open)}>
      <Icon name="jobs" />
      <span className="nw">{count === 0 ? t('buttonNone') : t('button', { count })}</span>
    </button>
  );
}
