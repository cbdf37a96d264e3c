import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSiteZone } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { localDay } from '../../format/zone.ts';
import { DayField } from './day-field.tsx';
import css from './trends-page.module.css';
import type { TrendControls } from './use-trend-view.ts';
import { dayPresets, daysOf, daysStretch, presetDays } from './windows.ts';

/** Whole local days from one date to another, or a calendar month. */
export function DatesButton({ controls }: { controls: TrendControls }) {
  const { t } = useTranslation('trends');
  const [opened, setOpened] = useState(false);
  const isFixed = !('span' in controls.view.shown);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={isFixed ? `${css.dates} ${css.datesOn}` : css.dates} aria-expanded={opened} aria-pressed={isFixed} onClick={() => setOpened(!opened)}>
          {t('dates.open')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>{opened && <DatesForm controls={controls} onDone={() => setOpened(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

function DatesForm({ controls, onDone }: { controls: TrendControls; onDone: () => void }) {
  const { t } = useTranslation('trends');
  const zone = useSiteZone();
  const days = daysOf(controls.stretch, zone);
  const today = localDay(controls.nowMs, zone);
  const [first, setFirst] = useState<number | null>(days.first);
  const [last, setLast] = useState<number | null>(days.last);
  const show = (range: { first: number; last: number }) => {
    controls.show(daysStretch(range.first, range.last, zone));
    onDone();
  };
  return (
    <form
      className={css.datesForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (first !== null && last !== null) show({ first, last });
      }}
    >
      <div className={css.days}>
        <DayField label={t('dates.first')} day={first} today={today} onDay={setFirst} autoFocus />
        <DayField label={t('dates.last')} day={last} today={today} onDay={setLast} />
      </div>
      <Button kind="primary" type="submit" fullWidth disabled={first === null || last === null}>
        {t('dates.show')}
      </Button>
      <div className={css.presets}>
        {dayPresets.map((preset) => (
          <Button key={preset} kind="quiet" onClick={() => show(presetDays(preset, controls.nowMs, zone))}>
            {t(`dates.${preset}`)}
          </Button>
        ))}
      </div>
    </form>
  );
}
