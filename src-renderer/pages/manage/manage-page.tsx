import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Permission } from '#contract/tenants.ts';

import { useSession } from '../../api/console-state.ts';
import { StepUpDialog } from '../../session/step-up-dialog.tsx';
import css from './manage-page.module.css';

/** The parts of Manage in the order of use; `session` is everybody's. */
const parts = [
  { name: 'rules', path: '/manage/rules', permission: 'site:read' },
  { name: 'people', path: '/manage/people', permission: 'people:read' },
  { name: 'site', path: '/manage/site', permission: 'site:write' },
  { name: 'you', path: '/manage/you', permission: 'site:read' },
  { name: 'about', path: '/manage/about', permission: 'site:read' },
] as const satisfies readonly { name: string; path: string; permission: Permission }[];

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
      {parts
        .filter(({ permission }) => permissions.includes(permission))
        .map(({ name, path }) => (
          <Link key={name} to={path} className={css.part} activeProps={{ 'aria-current': 'page' }}>
            {t(name)}
          </Link>
        ))}
    </nav>
  );
}
