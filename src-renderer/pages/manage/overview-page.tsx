import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMay, useSession } from '../../api/console-state.ts';
import { EmptyState, NotForRole } from '../../components/page-states.tsx';
import { PageMain } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useConfiguration } from '../../installation/installation-queries.ts';
import { findSettings, type FoundSetting } from './find-settings.ts';
import { LimitsSection } from './limits-section.tsx';
import css from './overview.module.css';
import { PeopleSection } from './people-section.tsx';
import { SecuritySection } from './security-section.tsx';
import { SitesSection } from './sites-section.tsx';
import { StorageSection } from './storage-section.tsx';

/** Manage at a glance, and every setting by everyday words. */
export function OverviewPage() {
  const { t } = useTranslation(['manage', 'common']);
  const [query, setQuery] = useState('');
  const found = useFound(query);
  if (!useMay('site:write')) {
    return (
      <PageMain>
        <NotForRole why={t('notForRole')} />
      </PageMain>
    );
  }
  return (
    <PageMain>
      <OverviewHead query={query} onQuery={setQuery} best={found[0]} />
      {query.trim() === '' ? <Sections /> : <Found found={found} />}
    </PageMain>
  );
}

function useFound(query: string): FoundSetting[] {
  const { t } = useTranslation('manage');
  const permissions = useSession()?.permissions ?? [];
  return findSettings(query, (name) => ({ title: t(`find.${name}.title`), words: t(`find.${name}.words`) }), permissions);
}

interface OverviewHeadProps {
  query: string;
  onQuery: (query: string) => void;
  best: FoundSetting | undefined;
}

function OverviewHead({ query, onQuery, best }: OverviewHeadProps) {
  const { t } = useTranslation('manage');
  const navigate = useNavigate();
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (best) void navigate({ href: best.path });
  };
  return (
    <header className={css.head}>
      <h1 className="unseen">{t('title')}</h1>
      <form role="search" onSubmit={open}>
        <SearchField label={t('findLabel')} value={query} onChange={onQuery} width={440} />
      </form>
      <span className="grow" />
      <Differences />
    </header>
  );
}

/** How many settings are not as they were shipped. */
function Differences() {
  const { t } = useTranslation('manage');
  const { data } = useConfiguration(useMay('platform:read'));
  if (!data) return null;
  const different = data.settings.filter(({ origin }) => origin !== 'shipped').length;
  return (
    <span className="t3 nw">
      {t('differ', { count: different })}{' '}
      {different > 0 && (
        <Link to="/manage/configuration" className={css.link}>
          {t('show')}
        </Link>
      )}
    </span>
  );
}

function Sections() {
  return (
    <div className={css.columns} data-region="list">
      <div>
        <PeopleSection />
        <LimitsSection />
        <SitesSection />
      </div>
      <div>
        <SecuritySection />
        <StorageSection />
      </div>
    </div>
  );
}

function Found({ found }: { found: readonly FoundSetting[] }) {
  const { t } = useTranslation(['manage', 'site']);
  if (found.length === 0) return <EmptyState title={t('nothingFound')} why={t('nothingFoundWhy')} />;
  return (
    <ul className={css.found} data-region="list" aria-label={t('foundLabel')}>
      {found.map(({ name, path, title }) => (
        <li key={name}>
          <Link to={path.split('?')[0] ?? path} search={Object.fromEntries(new URLSearchParams(path.split('?')[1]))} className={css.foundLine}>
            <b>{title}</b>
            <span className="sm t3">{t(`find.${name}.about`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
