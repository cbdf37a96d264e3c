import { useNavigate, useSearch } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { type ApiCall, callsOf, matching } from '../../api-docs/api-calls.ts';
import { useApiDocument } from '../../api-docs/api-queries.ts';
import type { Column } from '../../components/list/columns.ts';
import { CutText } from '../../components/list/cut-text.tsx';
import { RowList } from '../../components/list/row-list.tsx';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { ApiCallPanel } from './api-call-panel.tsx';

function apiColumns(t: TFunction<'api'>): Column<ApiCall>[] {
  return [
    { name: 'method', head: t('column.method'), width: '72px', cell: ({ method }) => <span className="t2 nw">{method}</span> },
    { name: 'path', head: t('column.path'), width: 'minmax(0, 1.4fr)', cell: ({ path }) => <CutText>{path}</CutText> },
    // What the document says of a call is English, as the wire is.
    { name: 'summary', head: t('column.does'), width: 'minmax(0, 1fr)', cell: ({ operation }) => <CutText second lang="en">{operation.summary ?? ''}</CutText> },
  ];
}

/** Everything that programs, devices and the console itself can call, from the tables that are served. */
export function ApiPage() {
  const { t } = useTranslation('api');
  const { call: openKey } = useSearch({ from: '/frame/manage/api' });
  const navigate = useNavigate({ from: '/manage/api' });
  const [search, setSearch] = useState('');
  const [selected, select] = useState<string>();
  const { data, isPending, isError, error, refetch } = useApiDocument();
  const calls = data ? callsOf(data) : [];
  const found = matching(calls, search);
  const go = (call?: string) => void navigate({ search: call === undefined ? {} : { call }, replace: true });
  return (
    <>
      <PageMain>
        <PageHead>
          <h1>{t('title')}</h1>
          {data && <span className="t3 nw">{t('count', { count: found.length })}</span>}
          <span className="grow" />
          <SearchField label={t('search')} value={search} onChange={setSearch} />
          <a href="/api/openapi.json" download="valvomo-openapi.json">
            {t('download')}
          </a>
        </PageHead>
        {found.length > 0 && (
          <RowList
            label={t('title')}
            rows={found}
            keyOf={({ key }) => key}
            columns={apiColumns(t)}
            lines="one"
            selected={openKey ?? selected}
            onSelect={(key) => {
              select(key);
              if (openKey !== undefined) go(key);
            }}
            onOpen={go}
          />
        )}
        {data && found.length === 0 && <EmptyState title={t('nothing')} why={t('nothingWhy')} />}
        {isPending && <SkeletonRows lines="one" />}
        {isError && !data && <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      </PageMain>
      {openKey !== undefined && data && <ApiCallPanel key={openKey} call={calls.find(({ key }) => key === openKey)} onClose={() => go()} />}
    </>
  );
}
