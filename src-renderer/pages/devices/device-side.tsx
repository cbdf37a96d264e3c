import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { useOpenAlarms } from '../../alarms/alarm-queries.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { type DeviceFilter, useGroups, useMaintenanceCount, useSilentCount } from '../../devices/device-queries.ts';
import type { Dragged } from '../../devices/dragged.ts';
import { worstByGroup } from '../../devices/group-tree.ts';
import { useSummary } from '../../site/summary-queries.ts';
import { AddGroupDialog } from './add-group-dialog.tsx';
import { BinFilter } from './bin-filter.tsx';
import { DeviceTree } from './device-tree.tsx';
import css from './device-tree.module.css';
import { ListFilter } from './list-filter.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { SendersFilter } from './senders-filter.tsx';
import { movedOf, useMove } from './use-move.ts';

interface DeviceSideProps {
  search: string;
  onSearch: (search: string) => void;
  groupId: string | undefined;
  onGroup: (groupId: string | undefined) => void;
  silent: boolean;
  onSilent: (silent: boolean) => void;
  maintenance: boolean;
  onMaintenance: (maintenance: boolean) => void;
  senders: boolean;
  onSenders: (senders: boolean) => void;
  /** All that narrows the list now, and a saved filter that is opened. */
  filter: DeviceFilter;
  onFilter: (filter: DeviceFilter) => void;
  binOpen: boolean;
  onBin: (open: boolean) => void;
  /** Those of the list: one of them may be dropped on a group. */
  devices: readonly ConsoleDevice[];
}

/** What narrows the list: a search, a group, a filter. */
export function DeviceSide(props: DeviceSideProps) {
  const { search, onSearch, groupId, onGroup, senders, devices } = props;
  const { t } = useTranslation('devices');
  const groups = useGroups().data?.groups ?? [];
  const alarms = useOpenAlarms().data?.alarms ?? [];
  const lost = useIsLost();
  const may = useMay('devices:write') && !lost;
  const move = useMove(groups);
  const drop = (dragged: Dragged, onto: string | null) => {
    const moved = movedOf(dragged, groups, devices);
    if (moved) move(moved, onto);
  };
  return (
    <div className={css.side} data-region="tools">
      <div className={css.search}>
        <SearchField label={t('find')} value={search} onChange={onSearch} width="100%" />
      </div>
      <div className={css.scroll}>
        <DeviceTree
          groups={groups}
          worst={worstByGroup(groups, alarms)}
          total={useSummary()?.devices}
          // Among strangers no group is looked at.
          chosen={senders ? '' : groupId}
          onChoose={onGroup}
          onDropped={may ? drop : undefined}
        />
        <Filters {...props} />
        <SavedFilters filter={props.filter} onOpen={props.onFilter} />
      </div>
      <AddGroup parentId={groupId} onAdded={onGroup} />
    </div>
  );
}

type FiltersProps = Pick<DeviceSideProps, 'silent' | 'onSilent' | 'maintenance' | 'onMaintenance' | 'senders' | 'onSenders' | 'binOpen' | 'onBin'>;

function Filters({ silent, onSilent, maintenance, onMaintenance, senders, onSenders, binOpen, onBin }: FiltersProps) {
  const { t } = useTranslation(['devices', 'deviceLife']);
  return (
    <div className={css.section} role="group" aria-label={t('filters')}>
      <div className={css.sectionTitle}>{t('filters')}</div>
      <ListFilter label={t('silent')} on={silent} count={useSilentCount()} onChange={onSilent} />
      <ListFilter label={t('deviceLife:maintenance.filter')} on={maintenance} count={useMaintenanceCount()} onChange={onMaintenance} />
      <SendersFilter chosen={senders} onChoose={onSenders} />
      <BinFilter chosen={binOpen} onChoose={onBin} />
    </div>
  );
}

function AddGroup({ parentId, onAdded }: { parentId: string | undefined; onAdded: (groupId: string) => void }) {
  const { t } = useTranslation('devices');
  const [open, setOpen] = useState(false);
  const lost = useIsLost();
  if (!useMay('devices:write') || lost) return null;
  return (
    <div className={css.foot}>
      <Button kind="quiet" icon="plus" onClick={() => setOpen(true)}>
        {t('addGroup')}
      </Button>
      {open && <AddGroupDialog parentId={parentId ?? null} onAdded={onAdded} onClose={() => setOpen(false)} />}
    </div>
  );
}
