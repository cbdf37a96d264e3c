import { Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSiteZone } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import css from './trends-page.module.css';
import type { TrendControls } from './use-trend-view.ts';
import { dayOfText, dayPresets, daysOf, daysStretch, presetDays, textOfDay } from './windows.ts';

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
  const [first, setFirst] = useState(textOfDay(days.first));
  const [last, setLast] = useState(textOfDay(days.last));
  const [from, to] = [dayOfText(first), dayOfText(last)];
  const show = (range: { first: number; last: number }) => {
    controls.show(daysStretch(range.first, range.last, zone));
    onDone();
  };
  return (
    <form
      className={css.datesForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (from !== null && to !== null) show({ first: from, last: to });
      }}
    >
      <div className="row">
        <TextInput type="date" label={t('dates.first')} value={first} data-autofocus required withAsterisk={false} onChange={(event) => setFirst(event.currentTarget.value)} />
        <TextInput type="date" label={t('dates.last')} value={last} required withAsterisk={false} onChange={(event) => setLast(event.currentTarget.value)} />
      </div>
      <Button kind="primary" type="submit" fullWidth>
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
