import { useTranslation } from 'react-i18next';
import { useState } from 'react';

import type { AuditRecordView } from '#contract/console/audit-calls.ts';

import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceChip } from '../../components/choice-chip.tsx';
import { ListFoot, RowList } from '../../components/list/row-list.tsx';
import { EmptyState, ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain, PageTools } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { type AuditFilter, useAuditChoices, useAuditRecords } from '../../installation/installation-queries.ts';
import { useNow } from '../../state/now.ts';
import { useViewStore } from '../../state/view-store.ts';
import { auditColumns } from './audit-columns.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { kindWords } from './audit-words.ts';
import { AuditVerdict } from './audit-verdict.tsx';

/** Who changed what, when. Nobody can change or thin it out. */
export function AuditPage() {
  const { t } = useTranslation(['manage', 'common']);
  if (useMay('audit:read')) return <Records />;
  return (
    <PageMain>
      <NotForRole why={t('audit.notForRole')} />
    </PageMain>
  );
}

function Records() {
  const { t } = useTranslation('manage');
  const [filter, setFilter] = useState<AuditFilter>({});
  const [openId, setOpenId] = useState<string | undefined>();
  const records = useAuditRecords(filter, true);
  const rows = records.data?.pages.flatMap((page) => page.records) ?? [];
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const open = openId === undefined ? undefined : rows.find(({ id }) => id === openId);
  return (
    <>
      <PageMain>
        <PageHead>
          <h1>{t('audit.title')}</h1>
          <AuditVerdict />
        </PageHead>
        <AuditTools filter={filter} onFilter={setFilter} />
        {records.data && rows.length > 0 && (
          <AuditList rows={rows} openId={openId} onOpen={setOpenId} onReachEnd={() => void (records.hasNextPage && records.fetchNextPage())} />
        )}
        {records.data && rows.length === 0 && (
          <EmptyState
            title={t('audit.empty')}
            why={isNarrowed ? t('audit.emptyNarrowed') : t('audit.emptyWhy')}
            act={isNarrowed && <Button onClick={() => setFilter({})}>{t('audit.showAll')}</Button>}
          />
        )}
        {records.isPending && <SkeletonRows lines="one" />}
        {records.isError && !records.data && (
          <ErrorState title={t('audit.unreadable')} lost={t('nothingLost')} error={records.error} onTryAgain={() => void records.refetch()} />
        )}
        {records.data && rows.length > 0 && <ListFoot>{records.hasNextPage ? t('audit.more', { count: rows.length }) : t('audit.all', { count: rows.length })}</ListFoot>}
      </PageMain>
      {open && <AuditPanel key={open.id} record={open} onClose={() => setOpenId(undefined)} />}
    </>
  );
}

interface AuditToolsProps {
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
}

function AuditTools({ filter, onFilter }: AuditToolsProps) {
  const { t } = useTranslation('manage');
  const { t: say } = useTranslation('audit');
  const choices = useAuditChoices(true).data;
  const everybody = { value: '', label: t('audit.everybody') };
  const everything = { value: '', label: t('audit.everything') };
  const names = (choices?.userNames ?? []).map((value) => ({ value, label: value }));
  const types = (choices?.types ?? []).map((value) => ({ value, label: kindWords(say, value) }));
  return (
    <PageTools>
      <SearchField
        label={t('audit.find')}
        value={filter.search ?? ''}
        onChange={(search) => onFilter({ ...filter, search: search === '' ? undefined : search })}
        width={200}
      />
      <ChoiceChip label={t('audit.who')} choices={[everybody, ...names]} value={filter.userName ?? ''} onChange={(name) => onFilter({ ...filter, userName: name || undefined })} />
      <ChoiceChip label={t('audit.kind')} choices={[everything, ...types]} value={filter.type ?? ''} onChange={(type) => onFilter({ ...filter, type: type || undefined })} />
    </PageTools>
  );
}

interface AuditListProps {
  rows: readonly AuditRecordView[];
  openId: string | undefined;
  onOpen: (id: string) => void;
  onReachEnd: () => void;
}

function AuditList({ rows, openId, onOpen, onReachEnd }: AuditListProps) {
  const { t } = useTranslation('manage');
  const { t: say } = useTranslation('audit');
  const formats = useFormats();
  const nowMs = useNow(60_000);
  const selected = useViewStore(({ selection }) => selection.audit);
  const select = useViewStore((state) => state.select);
  return (
    <RowList
      label={t('audit.title')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={auditColumns({ t, say, formats, nowMs })}
      lines="one"
      selected={openId ?? selected}
      onSelect={(id) => {
        select('audit', id);
        if (openId !== undefined) onOpen(id);
      }}
      onOpen={onOpen}
      onReachEnd={onReachEnd}
    />
  );
}
