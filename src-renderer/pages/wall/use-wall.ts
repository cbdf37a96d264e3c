/** The wall's picture, asked for every second; its trends every minute. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Wall } from '#contract/console/wall-calls.ts';
import type { PointRange } from '#contract/measurements.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { noteWallZone } from '../../api/console-state.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { learnPrecision } from '../../measurements/precision.ts';
import { setCoreTime } from '../../state/now.ts';

const pictureMs = 1000;
const trendsMs = 60_000;

interface ShownWall {
  wall: Wall | undefined;
  trends: ReadonlyMap<string, PointRange>;
  /** The session or display has ended. */
  over: boolean;
  /** The core is out of reach and the picture is of this moment, ms UTC; null while it is current. */
  since: number | null;
}

async function readWall(signal: AbortSignal): Promise<Wall> {
  const wall = await call('wall', {}, signal);
  setCoreTime(wall.nowMs);
  noteWallZone(wall.site.timeZone);
  return wall;
}

export function useWall(): ShownWall {
  const always = { retry: false, refetchIntervalInBackground: true } as const;
  const picture = useQuery({ queryKey: queryKeys.wall, queryFn: ({ signal }) => readWall(signal), refetchInterval: pictureMs, ...always });
  const { data: trends = [] } = useQuery({
    queryKey: queryKeys.wallTrends((picture.data?.pins ?? []).map(({ id }) => id)),
    queryFn: async ({ signal }) => learnPrecision((await call('wall', { trends: 'true' }, signal)).trends ?? []),
    refetchInterval: trendsMs,
    placeholderData: keepPreviousData,
    enabled: (picture.data?.pins.length ?? 0) > 0,
    ...always,
  });
  const over = picture.isError && errorCodeOf(picture.error) === 'unauthorized';
  const since = picture.isError && picture.data ? picture.data.nowMs : null;
  return { wall: picture.data, trends: new Map(trends.map((trend) => [trend.seriesId, trend])), over, since };
}
