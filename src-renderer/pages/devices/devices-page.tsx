import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useConsoleState, useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { useDevices, useGroups } from '../../devices/device-queries.ts';
import { ValuePanel } from '../values/value-panel.tsx';
import { AddDevicePanel } from './add-device-panel.tsx';
import { DevicePanel } from './device-panel.tsx';
import { DeviceSide } from './device-side.tsx';
import { ExportDevices } from './export-devices.tsx';
import { DevicesBody } from './devices-body.tsx';
import { SenderPanel } from './sender-panel.tsx';
import { SendersView } from './senders-view.tsx';

/** A person types faster than lists should change. */
const typingMs = 200;

/** Every device, narrowed by group, search or filter; beside it one device, one value, or a new device. */
export function DevicesPage() {
  const { t } = useTranslation('devices');
  const place = useSearch({ from: '/frame/devices' });
  const navigate = useNavigate({ from: '/devices' });
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), typingMs);
  const filter = { search: asked || undefined, groupId: place.group, contact: place.contact };
  const list = useDevices(filter);
  const go = (change: Partial<typeof place>) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const title = useGroupName(place.group);
  const lost = useIsLost();
  const mayWrite = useMay('devices:write') && !lost;
  const add = () => go({ add: true, device: undefined, series: undefined });
  return (
    <>
      <DeviceSide
        search={search}
        onSearch={setSearch}
        groupId={place.group}
        onGroup={(group) => go({ group, senders: undefined })}
        silent={place.contact === 'silent'}
        onSilent={(silent) => go({ contact: silent ? 'silent' : undefined, senders: undefined })}
        senders={place.senders === true}
        onSenders={(senders) => go({ senders: senders || undefined, sender: undefined, contact: undefined, device: undefined, series: undefined })}
      />
      {place.senders ? (
        <SendersView openKey={place.sender} onOpen={(sender) => go({ sender, device: undefined, add: undefined })} />
      ) : (
        <PageMain>
          <PageHead>
            <h1 className="el">{title}</h1>
            <span className="t3 nw">{list.data && t('count', { count: list.data.pages[0]?.total ?? 0 })}</span>
            <span className="grow" />
            {!lost && <ExportDevices filter={filter} place={title} />}
            {mayWrite && (
              <Button kind="primary" icon="plus" onClick={add}>
                {t('add')}
              </Button>
            )}
          </PageHead>
          <DevicesBody
            list={list}
            filter={filter}
            groupName={place.group === undefined ? undefined : title}
            openId={place.device}
            onOpen={(device) => go({ device, series: undefined, add: undefined })}
            onAdd={mayWrite ? add : undefined}
            onClear={() => {
              setSearch('');
              go({ group: undefined, contact: undefined });
            }}
          />
        </PageMain>
      )}
      <SidePanel place={place} go={go} />
    </>
  );
}

/** Where in the view one is; all of it stands in the address. */
export interface DevicesPlace {
  group?: string | undefined;
  contact?: 'silent' | undefined;
  device?: string | undefined;
  /** One value of the open device. */
  series?: string | undefined;
  add?: boolean | undefined;
  /** Unknown senders in the place of devices. */
  senders?: boolean | undefined;
  /** The unknown sender whose panel is open, or that a device is made of. */
  sender?: string | undefined;
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
  if (place.device === undefined) return null;
  if (place.series !== undefined) {
    return <ValuePanel key={place.series} seriesId={place.series} withBack onClose={() => go({ series: undefined })} />;
  }
  return (
    <DevicePanel
      key={place.device}
      id={place.device}
      onValue={(series) => go({ series })}
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
