import { useTranslation } from 'react-i18next';

import type { Attempt } from '#contract/senders.ts';

import { useConsoleState } from '../../api/console-state.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { clockOffset } from '../../devices/clock-offset.ts';
import { isThisComputerOnly } from '../../devices/device-port.ts';
import type { DevicePicture } from '../../devices/device-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import { refusalWords, standingRefusals } from '../../senders/refusal-words.ts';
import { useDeviceAttempts } from '../../senders/sender-queries.ts';
import { useNow } from '../../state/now.ts';
import css from './connection.module.css';

interface ArrivalLogProps {
  createdMs: number;
  deviceId: string;
  device: DevicePicture | undefined;
}

interface LogLine {
  icon: IconName;
  text: string;
  timeMs: number | null;
}

/** What has happened so far, and what stands in the way, so that a wait can be understood. */
export function ArrivalLog({ createdMs, deviceId, device }: ArrivalLogProps) {
  const { t } = useTranslation('senders');
  const formats = useFormats();
  const fate = useFate(deviceId, createdMs, device);
  const lines = useLogLines(createdMs, device, fate);
  return (
    <>
      <ul className={css.log} role="log">
        {lines.map(({ icon, text, timeMs }) => (
          <li key={text}>
            <Icon name={icon} />
            <span>{text}</span>
            <span className="t3 nw">{timeMs === null ? '' : formats.seconds(timeMs)}</span>
          </li>
        ))}
      </ul>
      {fate.standing.length > 0 && <p className={`${css.stored} sm t3`}>{t('nothingStored')}</p>}
      {fate.came === null && <WaitingHints createdMs={createdMs} />}
    </>
  );
}

interface Fate {
  /** The latest request that is or may be this device's. */
  came: { address: string; local: boolean; timeMs: number } | null;
  standing: Attempt[];
}

/** What became of the device's requests since it was made. */
function useFate(deviceId: string, createdMs: number, device: DevicePicture | undefined): Fate {
  const fate = useDeviceAttempts(deviceId, createdMs, device?.heardMs ?? null);
  if (!fate) return { came: null, standing: [] };
  const { accepted, attempts, strangers } = fate;
  const standing = standingRefusals(attempts, strangers, accepted?.timeMs ?? null);
  const last = standing.at(-1);
  return { came: last ? { address: last.address, local: last.local, timeMs: last.lastMs } : accepted, standing };
}

function useLogLines(createdMs: number, device: DevicePicture | undefined, { came, standing }: Fate): LogLine[] {
  const { t } = useTranslation(['devices', 'senders']);
  const heardMs = device?.heardMs ?? null;
  const from = came && t('senders:came', { address: came.local ? t('senders:here') : came.address });
  const arrival: LogLine = { icon: 'done', text: from ?? t('connect.heard'), timeMs: came?.timeMs ?? heardMs };
  const none: LogLine = { icon: 'planned', text: t('connect.notHeard'), timeMs: null };
  const clock = useClockLine(device);
  return [
    { icon: 'done', text: t('connect.created'), timeMs: createdMs },
    came || heardMs !== null ? arrival : none,
    ...standing.map((attempt): LogLine => {
      const { key, ...words } = refusalWords(attempt);
      return { icon: 'failed', text: t(`senders:refused.${key}`, words), timeMs: attempt.lastMs };
    }),
    ...(clock ? [clock] : []),
  ];
}

/** A reading that was taken tells by its own time how wrong the device's clock is. */
function useClockLine(device: DevicePicture | undefined): LogLine | null {
  const { t } = useTranslation('senders');
  const formats = useFormats();
  const newest = device?.series.reduce<number | undefined>((most, { latest }) => (latest && latest.timeMs > (most ?? -1) ? latest.timeMs : most), undefined);
  const offset = clockOffset(newest, device?.heardMs ?? null);
  if (offset === null) return null;
  const age = formats.age(Math.abs(offset));
  return { icon: 'failed', text: t(offset > 0 ? 'clockAhead' : 'clockBehind', { age }), timeMs: device?.heardMs ?? null };
}

/** A person needs this long to paste a line. */
const patienceMs = 15_000;

/** What to look at when nothing comes at all. */
function WaitingHints({ createdMs }: { createdMs: number }) {
  const { t } = useTranslation('senders');
  const url = useConsoleState()?.deviceUrl ?? '';
  const patient = useNow() - createdMs < patienceMs;
  if (patient) return null;
  return (
    <div className={css.hints}>
      <p className="b">{t('hints.title')}</p>
      <ol>
        <li>{t('hints.error')}</li>
        <li>{t('hints.whole')}</li>
        <li>{t(isThisComputerOnly(url) ? 'hints.local' : 'hints.network', { url })}</li>
      </ol>
    </div>
  );
}
