import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '../api/console-state.ts';
import { Icon } from '../components/icon.tsx';
import { useKeys } from '../keys/use-keys.ts';
import css from './frame.module.css';
import { viewsFor } from './views.ts';

/** The views this person has, one key each. */
export function Rail() {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const views = viewsFor(useSession()?.permissions ?? [], path);
  useKeys(
    'shell',
    views.map(({ name, path, key }) => ({
      key,
      label: t('keys.view', { view: t(`view.${name}`) }),
      run: () => void navigate({ to: path }),
    })),
  );
  return (
    <nav className={css.rail} aria-label={t('view.label')} data-region="rail">
      {views.map(({ name, path, icon, key }) => (
        <Link
          key={name}
          to={path}
          activeOptions={{ exact: path === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
          title={t('view.withKey', { view: t(`view.${name}`), key })}
        >
          <Icon name={icon} />
          {t(`view.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
