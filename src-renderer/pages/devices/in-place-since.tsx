import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { useCounterWords } from '../../devices/counter-words.ts';
import type { DevicePicture } from '../../devices/device-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import css from './device-life.module.css';
import { useUndo } from './replace-device.tsx';

/** Since when it stands there, and when its unit was exchanged; the last exchange can be taken back for a week. */
export function InPlaceSince({ device }: { device: DevicePicture }) {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const undo = useUndo(device.name);
  const lost = useIsLost();
  const may = useMay('devices:write') && !lost;
  const { replacements } = device.life;
  const counterWords = useCounterWords(device.series);
  if (replacements.length === 0) return <>{formats.full(device.createdMs)}</>;
  return (
    <>
      <div>{t('replace.since', { time: formats.full(device.createdMs), count: replacements.length })}</div>
      {replacements.map(({ id, atMs, by, undoable, counters }) => (
        <div key={id} className="sm t2">
          {[t('replace.history', { time: formats.full(atMs), by }), ...counters.map(counterWords)].join(' ')}{' '}
          {undoable && may && (
            <button type="button" className={css.link} onClick={() => undo(id)}>
              {t('replace.takeBack')}
            </button>
          )}
        </div>
      ))}
    </>
  );
}
