import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleSeries } from '#contract/measurements.ts';

import { Icon } from '../../components/icon.tsx';
import { StaleTime } from '../../components/stale-time.tsx';
import { useDevice } from '../../devices/device-queries.ts';
import { clockSpan } from '../../format/ages.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { useNow } from '../../state/now.ts';
import { ArrivalLog } from './arrival-log.tsx';
import css from './connection.module.css';

/** The first series of a device that has a reading; the feed brings it within a second of its arrival. */
export function useFirstSeries(deviceId: string | null): ConsoleSeries | undefined {
  return useDevice(deviceId).data?.series.find(({ latest }) => latest !== null);
}

interface FirstValueProps {
  deviceId: string;
  createdMs: number;
  /** What can be done with the value once it is there. */
  after?: ((seriesId: string) => ReactNode) | undefined;
}

/** Waits for a new device's first value, and shows it the moment it is there. */
export function FirstValue({ deviceId, createdMs, after }: FirstValueProps) {
  const { data: device } = useDevice(deviceId);
  const first = useFirstSeries(deviceId);
  return (
    <div className={css.box}>
      <div className={css.arrival} role="status">
        {first ? <Arrived first={first} /> : <Waiting createdMs={createdMs} />}
      </div>
      {first && after?.(first.id)}
      <ArrivalLog createdMs={createdMs} deviceId={deviceId} device={device} />
    </div>
  );
}

function Waiting({ createdMs }: { createdMs: number }) {
  const { t } = useTranslation('devices');
  const now = useNow();
  return (
    <>
      <Icon name="waiting" />
      <div className="grow">
        <div className="b">
          {t('connect.waiting')}
          {/* The running time is for the eye: spoken, it would speak every second. */}
          <span aria-hidden="true" className="tn">
            , {clockSpan(now - createdMs)}
          </span>
        </div>
        <div className="sm t3">{t('connect.waitingHint')}</div>
      </div>
      <StaleTime>{t('connect.noValueYet')}</StaleTime>
    </>
  );
}

function Arrived({ first }: { first: ConsoleSeries }) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const words = useReadingWords();
  if (!first.latest) return null;
  return (
    <>
      <Icon name="done" />
      <div className="grow">
        <div className="b el">{seriesName(first)}</div>
        <div className="sm t3">{t('connect.arrivedAt', { time: formats.seconds(first.latest.timeMs) })}</div>
      </div>
      <span className={css.value}>{words.quantity(first, first.latest.value)}</span>
    </>
  );
}
