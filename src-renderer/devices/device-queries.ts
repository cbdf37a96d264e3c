import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';

import type { CallInput, CallReply } from '#contract/console-api.ts';
import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { call } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';

/** What the list is narrowed to; undefined narrows nothing. */
export type DeviceFilter = Pick<CallInput<'devices'>, 'search' | 'groupId' | 'contact' | 'maintenance'>;

/** A device with its series, alarms, external ids and fragments. */
export type DevicePicture = CallReply<'device'>;

/** Rows asked for at once. */
const pageSize = 200;

function devicesQuery(filter: DeviceFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.deviceList(filter),
    queryFn: ({ signal, pageParam }) => call('devices', { ...filter, ...pageParam, limit: pageSize }, signal),
    initialPageParam: {},
    getNextPageParam: ({ cursor }): Pick<CallInput<'devices'>, 'after'> | undefined => (cursor === null ? undefined : { after: cursor }),
  });
}

/** Devices by name, a page at a time; the list before stays on screen while the next filter is answered. */
export function useDevices(filter: DeviceFilter) {
  return useInfiniteQuery({ ...devicesQuery(filter), placeholderData: keepPreviousData });
}

/** How many devices are silent, for the filter's count. */
export function useSilentCount(): number | undefined {
  return useQuery({
    queryKey: [...queryKeys.devices, 'silent'],
    queryFn: ({ signal }) => call('devices', { contact: 'silent', limit: 1 }, signal),
  }).data?.total;
}

/** How many devices somebody works at, for the filter's count. */
export function useMaintenanceCount(): number | undefined {
  return useQuery({
    queryKey: [...queryKeys.devices, 'maintenance'],
    queryFn: ({ signal }) => call('devices', { maintenance: true, limit: 1 }, signal),
  }).data?.total;
}

/** One device; `null` asks for none. */
export function useDevice(id: string | null) {
  return useQuery({
    queryKey: queryKeys.device(id ?? ''),
    queryFn: ({ signal }) => call('device', { id: id ?? '' }, signal),
    enabled: id !== null,
  });
}

/** An exchange of a device's unit. */
export type Swap = DevicePicture['life']['replacements'][number] & { deviceId: string };

/** The exchanges of units of these devices. */
export function useSwaps(deviceIds: readonly string[]): Swap[] {
  const answers = useQueries({
    queries: deviceIds.map((id) => ({ queryKey: queryKeys.device(id), queryFn: ({ signal }: { signal: AbortSignal }) => call('device', { id }, signal) })),
  });
  return answers.flatMap(({ data }) => data?.life.replacements.map((swap) => ({ ...swap, deviceId: data.id })) ?? []);
}

/** Create a device with its credential; the secret is in the answer and nowhere else. */
export function useAddDevice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<'addDevice'>) => call('addDevice', input),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.deviceLists });
      await client.invalidateQueries({ queryKey: queryKeys.groups });
    },
  });
}

/** What of a device people change. */
export type DeviceChange = Pick<CallInput<'updateDevice'>, 'name' | 'type' | 'groupId'>;

/** Rename a device or move it to another group. */
export function useUpdateDevice(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: DeviceChange) => call('updateDevice', { id, ...change }),
    onSuccess: async (device: ConsoleDevice) => {
      client.setQueryData<DevicePicture>(queryKeys.device(id), (known) => known && { ...known, ...device });
      await client.invalidateQueries({ queryKey: queryKeys.devices });
      await client.invalidateQueries({ queryKey: queryKeys.groups });
    },
  });
}

/** A fresh secret; the one before stops working at once. */
export function useRenewSecret(id: string) {
  return useMutation({ mutationFn: () => call('renewDeviceSecret', { id }) });
}

export function useGroups() {
  return useQuery({ queryKey: queryKeys.groups, queryFn: ({ signal }) => call('groups', {}, signal) });
}

export function useAddGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<'addGroup'>) => call('addGroup', input),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.groups }),
  });
}
