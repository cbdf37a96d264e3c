import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Person } from '#contract/tenants.ts';

import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { usePeople } from '../../people/people-queries.ts';
import { AddPersonPanel } from './add-person-panel.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonPanel } from './person-panel.tsx';

/** Who may do what at this site, and who is in now. */
export function PeoplePage() {
  const { t } = useTranslation(['people', 'common']);
  if (useMay('people:read')) return <KnownPeople />;
  return (
    <PageMain>
      <NotForRole why={t('notForRole')} />
    </PageMain>
  );
}

function KnownPeople() {
  const { t } = useTranslation('people');
  const { person: openName, add } = useSearch({ from: '/frame/manage/people' });
  const navigate = useNavigate({ from: '/manage/people' });
  const { data, isPending, isError, error, refetch } = usePeople();
  const mayWrite = useMay('people:write');
  const go = (search: { person?: string; add?: boolean }) => void navigate({ search, replace: true });
  return (
    <>
      <PageMain>
        <PageHead>
          <h1>{t('title')}</h1>
          {data && <PeopleCounts people={data.people} />}
          <span className="grow" />
          {mayWrite && (
            <Button kind="primary" icon="plus" onClick={() => go({ add: true })}>
              {t('add')}
            </Button>
          )}
        </PageHead>
        {data && <PeopleList people={data.people} openName={openName} onOpen={(person) => go({ person })} />}
        {isPending && <SkeletonRows lines="one" />}
        {isError && !data && <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      </PageMain>
      {add && mayWrite && <AddPersonPanel onAdded={(person) => go({ person })} onClose={() => go({})} />}
      {!add && openName !== undefined && data && (
        <PersonPanel key={openName} person={data.people.find(({ userName }) => userName === openName)} onClose={() => go({})} />
      )}
    </>
  );
}

function PeopleCounts({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('people');
  const inNow = people.filter(({ sessions }) => sessions > 0).length;
  return (
    <span className="t3 nw">
      {t('count', { count: people.length })}, {t('inNowCount', { count: inNow })}
    </span>
  );
}
