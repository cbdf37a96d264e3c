import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '../../api/console-state.ts';
import { StepUpDialog } from '../../session/step-up-dialog.tsx';
import css from './manage-page.module.css';
import { managePartsFor } from './manage-parts.ts';

/** What is set up seldom: its parts left, the open one beside them. A rule's sentence takes all the room. */
export function ManagePage() {
  const { ruleId } = useParams({ strict: false });
  return (
    <>
      {ruleId === undefined && <ManageParts />}
      <Outlet />
      <StepUpDialog />
    </>
  );
}

function ManageParts() {
  const { t } = useTranslation('site');
  const permissions = useSession()?.permissions ?? [];
  return (
    <nav className={css.parts} aria-label={t('parts')} data-region="tools">
      {managePartsFor(permissions).map(({ name, path }) => (
        <Link key={name} to={path} className={css.part} activeProps={{ 'aria-current': 'page' }}>
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
