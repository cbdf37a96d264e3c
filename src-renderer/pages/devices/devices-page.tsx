import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useConsoleState } from '../../api/console-state.ts';
import { type DeviceFilter, useDevices, useGroups } from '../../devices/device-queries.ts';
import { ValuePanel } from '../values/value-panel.tsx';
import { AddDevicePanel } from './add-device-panel.tsx';
import { BinPanel } from './bin-panel.tsx';
import { DevicePanel } from './device-panel.tsx';
import { DeviceSide } from './device-side.tsx';
import type { DevicesPlace } from './devices-place.ts';
import { ImportPanel } from './import-panel.tsx';
import { DevicesView } from './devices-view.tsx';
import { SenderPanel } from './sender-panel.tsx';
import { SendersView } from './senders-view.tsx';

/** A person types faster than lists should change. */
const typingMs = 200;

/** Nothing narrows the list. */
const nothingChosen = { group: undefined, contact: undefined, maintenance: undefined };

/** Every device, narrowed by group, search or filter; beside it one device, one value, or a new device. */
export function DevicesPage() {
  const place = useSearch({ from: '/frame/devices' });
  const navigate = useNavigate({ from: '/devices' });
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), typingMs);
  const filter = { search: asked || undefined, groupId: place.group, contact: place.contact, maintenance: place.maintenance };
  const list = useDevices(filter);
  const go = (change: Partial<typeof place>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const openFilter = ({ search: find, groupId, contact, maintenance }: DeviceFilter) => {
    setSearch(find ?? '');
    go({ group: groupId, contact, maintenance: maintenance === true || undefined, senders: undefined, sender: undefined });
  };
  const title = useGroupName(place.group);
  return (
    <>
      <DeviceSide
        search={search}
        onSearch={setSearch}
        groupId={place.group}
        onGroup={(group) => go({ group, senders: undefined })}
        silent={place.contact === 'silent'}
        onSilent={(silent) => go({ contact: silent ? 'silent' : undefined, senders: undefined })}
        maintenance={place.maintenance === true}
        onMaintenance={(maintenance) => go({ maintenance: maintenance || undefined, senders: undefined })}
        senders={place.senders === true}
        onSenders={(senders) => go({ senders: senders || undefined, sender: undefined, contact: undefined, maintenance: undefined, device: undefined, series: undefined })}
        filter={filter}
        onFilter={openFilter}
        binOpen={place.bin === true}
        onBin={(bin) => go({ bin: bin || undefined, device: undefined, series: undefined, add: undefined })}
        devices={list.data?.pages.flatMap(({ devices }) => devices) ?? []}
      />
      {place.senders ? (
        <SendersView openKey={place.sender} onOpen={(sender) => go({ sender, device: undefined, add: undefined })} />
      ) : (
        <DevicesView
          list={list}
          filter={filter}
          title={title}
          place={place}
          go={go}
          onClear={() => (setSearch(''), go(nothingChosen))}
        />
      )}
      <SidePanel place={place} go={go} />
    </>
  );
}

function SidePanel({ place, go }: { place: DevicesPlace; go: (change: Partial<DevicesPlace>) => void }) {
  if (place.add) {
    const open = (device: string) => go({ add: undefined, senders: undefined, sender: undefined, device });
    const close = () => go({ add: undefined, sender: undefined });
    return <AddDevicePanel key={place.sender} groupId={place.group ?? null} senderKey={place.sender} onOpen={open} onClose={close} />;
  }
  if (place.senders && place.sender !== undefined) {
    return (
      <SenderPanel
        key={place.sender}
        senderKey={place.sender}
        onAdopt={(sender) => go({ add: true, sender })}
        onDevice={(device) => go({ senders: undefined, sender: undefined, device })}
        onClose={() => go({ sender: undefined })}
      />
    );
  }
  if (place.import) return <ImportPanel onClose={() => go({ import: undefined })} />;
  if (place.bin) return <BinPanel onClose={() => go({ bin: undefined })} />;
  if (place.device === undefined) return null;
  if (place.series !== undefined) {
    return <ValuePanel key={place.series} seriesId={place.series} withBack onClose={() => go({ series: undefined })} />;
  }
  return (
    <DevicePanel
      key={place.device}
      id={place.device}
      onValue={(series) => go({ series })}
      onDevice={(device) => go({ device, series: undefined })}
      onClose={() => go({ device: undefined })}
    />
  );
}

/** The chosen group's name; the site's while none is chosen. */
function useGroupName(groupId: string | undefined): string {
  const { t } = useTranslation('devices');
  const groups = useGroups().data?.groups ?? [];
  const site = useConsoleState()?.site?.name ?? t('allDevices');
  return groups.find(({ id }) => id === groupId)?.name ?? site;
}
