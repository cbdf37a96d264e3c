import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '../../api/console-state.ts';
import { useAdvanced } from '../../installation/installation-queries.ts';
import { StepUpDialog } from '../../session/step-up-dialog.tsx';
import { AdvancedSwitch } from './advanced-switch.tsx';
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
  const advanced = useAdvanced();
  const hasExpertThings = permissions.includes('platform:read') || permissions.includes('audit:read');
  return (
    <div className={css.side} data-region="tools">
      <nav className={css.parts} aria-label={t('parts')}>
        {managePartsFor(permissions, advanced).map(({ name, path }) => (
          <Link key={name} to={path} className={css.part} activeOptions={{ exact: path === '/manage', includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
            {t(name)}
          </Link>
        ))}
      </nav>
      {hasExpertThings && <AdvancedSwitch />}
    </div>
  );
}
