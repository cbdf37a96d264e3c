import { useTranslation } from 'react-i18next';

import type { Wall } from '#contract/console/wall-calls.ts';

import { alarmTitle } from '../../alarms/alarm-words.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import css from './wall.module.css';

/** The sentence and what stands behind it; the clock of the site and how fresh the picture is. */
export function WallHead({ wall, lostSinceMs }: { wall: Wall; lostSinceMs: number | null }) {
  const formats = useFormats();
  const now = useNow();
  const { title, under } = useSentence(wall, lostSinceMs);
  return (
    <header className={css.head}>
      <div className="grow">
        <h1 className={css.sentence}>{title}</h1>
        <p className={css.under}>{under}</p>
      </div>
      <div className={css.clock}>
        <div className={css.sentence}>{formats.clock(now)}</div>
        <Freshness wall={wall} lostSinceMs={lostSinceMs} />
      </div>
    </header>
  );
}

function Freshness({ wall, lostSinceMs }: { wall: Wall; lostSinceMs: number | null }) {
  const { t } = useTranslation('common');
  const formats = useFormats();
  const now = useNow(100);
  const words = lostSinceMs === null ? t('status.live', { lag: formats.lag(now - wall.nowMs) }) : t('contact.asOf', { time: formats.seconds(lostSinceMs) });
  return <div className={lostSinceMs === null ? css.live : `${css.live} ${css.dated}`}>{words}</div>;
}

function useSentence(wall: Wall, lostSinceMs: number | null): { title: string; under: string } {
  const { t } = useTranslation('shell');
  const formats = useFormats();
  const now = useNow(10_000);
  const open = Object.values(wall.summary.open).reduce((sum, count) => sum + count, 0);
  const waiting = Object.values(wall.summary.unacknowledged).reduce((sum, count) => sum + count, 0);
  const heard = t('wall.heard', { fresh: wall.summary.fresh, total: wall.summary.devices, count: wall.summary.devices });
  if (lostSinceMs !== null) return { title: t('wall.lost'), under: t('wall.lostUnder', { time: formats.seconds(lostSinceMs) }) };
  if (open === 0) return { title: t('wall.normal'), under: heard };
  const worst = wall.alarms.find(({ state }) => !state.acknowledged);
  if (!worst) return { title: t('wall.allAcknowledged', { count: open }), under: heard };
  const age = formats.age(now - worst.sinceMs);
  const under = waiting === 1 ? t('wall.nobody', { age }) : t('wall.nobodyMany', { age, count: waiting - 1 });
  return { title: t('wall.worst', { alarm: alarmTitle(worst) }), under };
}
