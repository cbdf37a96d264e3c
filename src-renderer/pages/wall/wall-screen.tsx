import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

import type { Wall } from '#contract/console/wall-calls.ts';
import type { PointRange } from '#contract/measurements.ts';

import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import { useLeaveWall } from './use-leave-wall.ts';
import { WallAlarms } from './wall-alarms.tsx';
import { WallHead } from './wall-head.tsx';
import css from './wall.module.css';
import { alarmRows, onPage, pageAt, pinsAPage, type WallPageState } from './wall-pages.ts';
import { WallValue } from './wall-value.tsx';

/** At a person's wall pages turn at this pace. */
const personSeconds = 20;

interface WallScreenProps {
  wall: Wall;
  trends: ReadonlyMap<string, PointRange>;
  lostSinceMs: number | null;
}

/** What Now says, to be read from four metres; nothing here can be pressed. */
export function WallScreen({ wall, trends, lostSinceMs }: WallScreenProps) {
  const { alarms, pins, display } = wall;
  const now = useNow();
  const rows = alarmRows(useWindowHeight(), pins.length);
  const [openedMs] = useState(now);
  // Displays turn together; who opens the wall begins with the worst.
  const turning = pageAt(display ? now : Math.max(0, now - openedMs), { alarms: alarms.length, pins: pins.length, rows, rotateSeconds: display?.rotateSeconds ?? personSeconds });
  const lost = lostSinceMs !== null;
  useLeaveWall(display === null);
  return (
    <div className={lost ? `${css.wall} ${css.lost}` : css.wall} data-theme={display?.theme}>
      <WallHead wall={wall} lostSinceMs={lostSinceMs} />
      <WallAlarms wall={wall} shown={onPage(alarms, turning.page, rows)} />
      <div className={css.cells}>
        {onPage(pins, turning.page, pinsAPage).map((pin) => (
          <WallValue key={pin.id} pin={pin} trend={trends.get(pin.id)} alarm={alarms.find(({ seriesId, state }) => seriesId === pin.id && state.active)} lost={lost} />
        ))}
      </div>
      <WallFoot wall={wall} turning={turning} />
    </div>
  );
}

function WallFoot({ wall: { site, display }, turning: { page, pages, nextInSeconds } }: { wall: Wall; turning: WallPageState }) {
  const { t } = useTranslation('shell');
  const { weekday } = useFormats();
  const now = useNow(60_000);
  const place = display ? t('wall.place', { site: site.name, display: display.name }) : site.name;
  return (
    <footer className={css.foot}>
      <span className="el">{place}</span>
      <span>{weekday(now)}</span>
      <span className="grow" />
      {nextInSeconds !== null && <span>{t('wall.page', { page: page + 1, pages, seconds: nextInSeconds })}</span>}
    </footer>
  );
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

function useWindowHeight(): number {
  return useSyncExternalStore(onResize, () => window.innerHeight);
}
