import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { type DeviceFilter, type useDevices, useGroups } from '../../devices/device-queries.ts';
import { CutBar } from './cut-bar.tsx';
import { DevicesBody } from './devices-body.tsx';
import type { DevicesPlace } from './devices-place.ts';
import { ExportDevices } from './export-devices.tsx';
import { GroupActs } from './group-acts.tsx';
import { PickedBar } from './picked-bar.tsx';
import { GroupMaintenance, GroupMaintenanceNote } from './group-maintenance.tsx';

interface DevicesViewProps {
  list: ReturnType<typeof useDevices>;
  filter: DeviceFilter;
  title: string;
  place: DevicesPlace;
  go: (change: Partial<DevicesPlace>) => void;
  /** Nothing narrows the list any more. */
  onClear: () => void;
}

/** The list of devices with what can be done with all of it. */
export function DevicesView({ list, filter, title, place, go, onClear }: DevicesViewProps) {
  const { t } = useTranslation(['devices', 'inventory']);
  const groups = useGroups().data?.groups;
  const group = groups?.find(({ id }) => id === place.group);
  const isGone = place.group !== undefined && groups !== undefined && !group;
  const lost = useIsLost();
  const mayWrite = useMay('devices:write') && !lost;
  const beside = { device: undefined, series: undefined, add: undefined, bin: undefined, import: undefined };
  const add = () => go({ ...beside, add: true });
  return (
    <PageMain>
      <PageHead>
        <h1 className="el">{title}</h1>
        <span className="t3 nw">{list.data && t('count', { count: list.data.pages[0]?.total ?? 0 })}</span>
        {mayWrite && group && <GroupActs key={group.id} group={group} onDeleted={() => go({ group: group.parentId ?? undefined })} />}
        <span className="grow" />
        {!lost && <ExportDevices filter={filter} place={title} />}
        {mayWrite && <Button onClick={() => go({ ...beside, import: true })}>{t('inventory:import.open')}</Button>}
        <GroupMaintenance groupId={place.group} />
        {mayWrite && (
          <Button kind="primary" icon="plus" onClick={add}>
            {t('add')}
          </Button>
        )}
      </PageHead>
      {mayWrite && <PickedBar filter={filter} total={list.data?.pages[0]?.total ?? 0} />}
      {mayWrite && <CutBar groups={groups ?? []} onto={place.group ?? null} place={title} />}
      <GroupMaintenanceNote groupId={place.group} />
      <DevicesBody
        list={list}
        filter={filter}
        groupName={isGone ? null : group?.name}
        openId={place.device}
        onOpen={(device) => go({ ...beside, device })}
        onClose={() => go({ device: undefined, series: undefined })}
        onAdd={mayWrite ? add : undefined}
        onClear={onClear}
      />
    </PageMain>
  );
}
