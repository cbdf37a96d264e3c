import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { RowList } from '../../components/list/row-list.tsx';
import { EmptyState, ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain, PageNote } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { StepUpDialog } from '../../session/step-up-dialog.tsx';
import { compareSites, isSilent, needsAttention } from '../../sites/site-order.ts';
import { useSites } from '../../sites/site-queries.ts';
import { useNow } from '../../state/now.ts';
import { useViewStore } from '../../state/view-store.ts';
import { AddSitePanel } from './add-site-panel.tsx';
import { siteColumns } from './site-columns.tsx';
import { SitePanel } from './site-panel.tsx';

/** Every site this person looks after, the one that needs somebody first. */
export function SitesPage() {
  const { t } = useTranslation(['sites', 'common']);
  if (useMay('sites:read')) {
    return (
      <>
        <KnownSites />
        <StepUpDialog />
      </>
    );
  }
  return (
    <PageMain>
      <NotForRole why={t('notForRole')} />
    </PageMain>
  );
}

function KnownSites() {
  const { t } = useTranslation('sites');
  const { site: openTenant, add } = useSearch({ from: '/frame/sites' });
  const navigate = useNavigate({ from: '/sites' });
  const mayWrite = useMay('sites:write');
  const { data, isPending, isError, error, refetch } = useSites();
  const [search, setSearch] = useState('');
  const sites = (data?.sites ?? []).toSorted(compareSites);
  const words = search.trim().toLocaleLowerCase();
  const shown = sites.filter(({ name, tenant }) => `${name} ${tenant}`.toLocaleLowerCase().includes(words));
  const go = (next: { site?: string; add?: boolean }) => void navigate({ search: next, replace: true });
  return (
    <>
      <PageMain>
        <PageHead>
          <h1>{t('title')}</h1>
          {data && <span className="t3 nw">{t('count', { count: sites.length })}</span>}
          <span className="grow" />
          <SearchField label={t('find')} value={search} onChange={setSearch} width={180} />
          {mayWrite && (
            <Button icon="plus" onClick={() => go({ add: true })}>
              {t('add')}
            </Button>
          )}
        </PageHead>
        {data && <SitesNote sites={sites} />}
        {data && shown.length > 0 && <SiteList sites={shown} open={openTenant} onOpen={(site) => go({ site })} />}
        {data && shown.length === 0 && <EmptyState title={t('noneFound')} why={t('noneFoundWhy')} act={<Button onClick={() => setSearch('')}>{t('showAll')}</Button>} />}
        {isPending && <SkeletonRows />}
        {isError && !data && <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      </PageMain>
      {add && mayWrite && <AddSitePanel onAdded={(site) => go({ site })} onClose={() => go({})} />}
      {!add && openTenant !== undefined && data && (
        <SitePanel key={openTenant} site={sites.find(({ tenant }) => tenant === openTenant)} onClose={() => go({})} />
      )}
    </>
  );
}

/** What is amiss over all, in one line; nothing when nothing is. */
function SitesNote({ sites }: { sites: readonly ListedSite[] }) {
  const { t } = useTranslation('sites');
  const attention = sites.filter(needsAttention).length;
  const silent = sites.filter((site) => site.suspendedMs === null && isSilent(site)).length;
  const suspended = sites.filter(({ suspendedMs }) => suspendedMs !== null).length;
  const asking = sites.filter(({ support }) => support.state === 'asked').length;
  const words = [
    attention > 0 ? t('note.attention', { count: attention }) : t('note.calm'),
    silent > 0 && t('note.silent', { count: silent }),
    suspended > 0 && t('note.suspended', { count: suspended }),
    asking > 0 && t('note.asking', { count: asking }),
  ].filter((word) => word !== false);
  return (
    <PageNote>
      {words.map((word) => (
        <span key={word} className="nw" style={{ marginRight: 8 }}>
          {word}
        </span>
      ))}
    </PageNote>
  );
}

interface SiteListProps {
  sites: readonly ListedSite[];
  open: string | undefined;
  onOpen: (tenant: string) => void;
}

function SiteList({ sites, open, onOpen }: SiteListProps) {
  const { t } = useTranslation('sites');
  const formats = useFormats();
  const nowMs = useNow();
  const selected = useViewStore(({ selection }) => selection.sites);
  const select = useViewStore((state) => state.select);
  return (
    <RowList
      label={t('title')}
      rows={sites}
      keyOf={({ tenant }) => tenant}
      columns={siteColumns({ t, formats, nowMs, narrow: open !== undefined })}
      selected={open ?? selected}
      onSelect={(tenant) => {
        select('sites', tenant);
        if (open !== undefined) onOpen(tenant);
      }}
      onOpen={onOpen}
    />
  );
}
