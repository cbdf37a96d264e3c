import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { Button } from '../../components/button.tsx';
import { NameDialog } from '../../components/name-dialog.tsx';
import { SavedList } from '../../components/saved-list.tsx';
import type { DeviceFilter } from '../../devices/device-queries.ts';
import { useGroups } from '../../devices/device-queries.ts';
import { useDeviceFilters, useFilterChanges } from '../../devices/filter-queries.ts';
import { filterOfQuery, queryOfFilter } from '../../devices/filter-query.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './device-tree.module.css';

interface SavedFiltersProps {
  /** What narrows the list now. */
  filter: DeviceFilter;
  onOpen: (filter: DeviceFilter) => void;
}

/** Filters the person saved, and saving the one on screen: search, group and states together. */
export function SavedFilters({ filter, onOpen }: SavedFiltersProps) {
  const { t } = useTranslation('devices');
  const saved = useDeviceFilters();
  const changes = useFilterChanges();
  const lost = useIsLost();
  const shown = queryOfFilter(filter);
  const isNew = shown !== '' && saved !== undefined && !saved.some(({ query }) => query === shown);
  return (
    <>
      <SavedList
        title={t('savedFilters.title')}
        saved={saved ?? []}
        shown={shown}
        onOpen={(query) => onOpen(filterOfQuery(query))}
        changes={lost ? undefined : changes}
      />
      {isNew && !lost && <SaveFilter filter={filter} />}
    </>
  );
}

function SaveFilter({ filter }: { filter: DeviceFilter }) {
  const { t } = useTranslation('devices');
  const [naming, setNaming] = useState(false);
  const { save } = useFilterChanges();
  const title = useFilterTitle(filter);
  const onSave = async (name: string) => {
    await save({ name, query: queryOfFilter(filter) });
    showToast({ text: t('savedFilters.saved', { name }) });
  };
  return (
    <div className={css.saveFilter}>
      <Button kind="quiet" icon="plus" onClick={() => setNaming(true)}>
        {t('savedFilters.save')}
      </Button>
      {naming && <NameDialog title={t('savedFilters.saveTitle')} name={title} onSave={onSave} onClose={() => setNaming(false)} />}
    </div>
  );
}

/** Proposed as its name: "Cold store, not heard from, pump". */
function useFilterTitle({ search, groupId, contact, maintenance }: DeviceFilter): string {
  const { t } = useTranslation(['devices', 'deviceLife']);
  const group = useGroups().data?.groups.find(({ id }) => id === groupId)?.name;
  const parts = [group, contact && t('silent'), maintenance && t('deviceLife:maintenance.filter'), search].filter(Boolean);
  return parts.join(', ').slice(0, 80);
}
