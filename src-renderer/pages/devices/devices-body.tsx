import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { CallReply } from '#contract/console-api.ts';

import { Button } from '../../components/button.tsx';
import { ListFoot } from '../../components/list/row-list.tsx';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import type { DeviceFilter } from '../../devices/device-queries.ts';
import { DeviceList } from './device-list.tsx';

interface DevicesBodyProps {
  list: UseInfiniteQueryResult<InfiniteData<CallReply<'devices'>>>;
  filter: DeviceFilter;
  /** The chosen group's name, while one is chosen; null when it is gone. */
  groupName: string | null | undefined;
  openId: string | undefined;
  onOpen: (id: string) => void;
  /** What the panel shows is gone. */
  onClose: () => void;
  /** Absent for who may not add devices. */
  onAdd: (() => void) | undefined;
  onClear: () => void;
}

/** The list, or what stands in its place. */
export function DevicesBody({ list, openId, onOpen, onClose, ...rest }: DevicesBodyProps) {
  const { t } = useTranslation('devices');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  if (error && !data) return <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />;
  if (!data) return <SkeletonRows lines="one" count={8} />;
  const devices = data.pages.flatMap((page) => page.devices);
  const total = data.pages[0]?.total ?? 0;
  if (devices.length === 0) return <NoDevices {...rest} />;
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  return (
    <>
      <DeviceList devices={devices} filter={rest.filter} total={total} openId={openId} onOpen={onOpen} onClose={onClose} onReachEnd={more} />
      <ListFoot>
        <span>{hasNextPage ? t('footMore', { loaded: devices.length, total }) : t('foot', { count: total })}</span>
      </ListFoot>
    </>
  );
}

type NoDevicesProps = Pick<DevicesBodyProps, 'filter' | 'groupName' | 'onAdd' | 'onClear'>;

/** What will be here, why it is empty, the one next act. */
function NoDevices({ filter, groupName, onAdd, onClear }: NoDevicesProps) {
  const { t } = useTranslation(['devices', 'common', 'deviceLife']);
  const clear = <Button onClick={onClear}>{t('common:act.clearFilter')}</Button>;
  const add = onAdd && <Button onClick={onAdd}>{t('add')}</Button>;
  if (groupName === null) return <EmptyState title={t('groupGoneTitle')} why={t('groupGoneWhy')} act={clear} />;
  if (filter.search) {
    const { search } = filter;
    const why = groupName === undefined ? t('noMatchWhy', { search }) : t('noMatchInGroup', { search, group: groupName });
    return <EmptyState title={t('noMatchTitle')} why={why} act={clear} />;
  }
  if (filter.contact) return <EmptyState title={t('noSilentTitle')} why={t('noSilentWhy')} act={clear} />;
  if (filter.maintenance) return <EmptyState title={t('deviceLife:maintenance.emptyTitle')} why={t('deviceLife:maintenance.emptyWhy')} act={clear} />;
  if (groupName !== undefined) {
    return <EmptyState title={t('emptyGroupTitle', { name: groupName })} why={t('emptyGroupWhy')} act={add} />;
  }
  return <EmptyState title={t('emptyTitle')} why={onAdd ? t('emptyWhy') : t('emptyReadOnly')} act={add} />;
}
