import { Combobox, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { mostTrendValues } from '#contract/trends.ts';

import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import slot from '../../components/slot/slot.module.css';
import { useKeys } from '../../keys/use-keys.ts';
import { ReadTime, useFreshness, useSteadyDecimals } from '../../measurements/reading.tsx';
import { useReadingWords } from '../../measurements/reading-words.ts';
import { seriesName } from '../../measurements/series-name.ts';
import { type FoundSeries, useFoundSeries } from '../../measurements/trend-queries.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './trends-page.module.css';
import type { TrendControls } from './use-trend-view.ts';

/** A person types faster than the core should be asked. */
const typingMs = 150;
const shownAtOnce = 60;

/** Opens a list of every value of the site, found by words; it stays open so that several can be picked. */
export function AddValue({ controls, primary = false }: { controls: TrendControls; primary?: boolean }) {
  const { t } = useTranslation('trends');
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
  });
  const toggle = useToggleValue(controls);
  const submit = (id: string) => {
    toggle(id);
    combobox.focusSearchInput();
  };
  useKeys('page', [{ key: '/', label: t('keys.add'), run: () => combobox.openDropdown() }]);
  return (
    <Combobox store={combobox} onOptionSubmit={submit} width={360} position="bottom-start" shadow="md" floatingHeight="viewport">
      <Combobox.Target targetType="button" withKeyboardNavigation={combobox.dropdownOpened}>
        <Button icon="plus" kind={primary ? 'primary' : 'secondary'} keyHint="/" fullWidth={!primary} onClick={() => combobox.toggleDropdown()}>
          {t('add')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown className={css.picker}>
        {combobox.dropdownOpened && <Picker search={search} onSearch={setSearch} combobox={combobox} picked={controls.view.values} onPick={submit} />}
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface PickerProps {
  search: string;
  onSearch: (text: string) => void;
  combobox: ReturnType<typeof useCombobox>;
  picked: readonly string[];
  onPick: (id: string) => void;
}

function Picker({ search, onSearch, combobox, picked, onPick }: PickerProps) {
  const { t } = useTranslation('trends');
  const [asked] = useDebouncedValue(search.trim(), typingMs);
  const found = useFoundSeries({ words: asked, limit: shownAtOnce });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      combobox.closeDropdown();
      combobox.focusTarget();
    }
    const [first] = found?.series ?? [];
    // Without a step through the list, Enter takes what fits best.
    if (event.key === 'Enter' && first && combobox.getSelectedOptionIndex() === -1) {
      event.preventDefault();
      onPick(first.id);
    }
  };
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  // At once: what is typed right after the key that opened it must not be lost.
  useLayoutEffect(() => field.current?.focus(), []);
  const hidden = (found?.total ?? 0) - (found?.series.length ?? 0);
  return (
    <>
      <Combobox.Search
        ref={field}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        classNames={{ input: slot.search }}
        aria-label={t('find')}
        placeholder={t('findHint')}
        value={search}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          combobox.resetSelectedOption();
          onSearch(event.currentTarget.value);
        }}
      />
      <Combobox.Options id={listId} className={css.pickerOptions} aria-label={t('found')}>
        {found?.series.map((series) => <PickerOption key={series.id} series={series} isPicked={picked.includes(series.id)} />)}
        {found?.series.length === 0 && <Combobox.Empty className={slot.none}>{t(search.trim() === '' ? 'noValues' : 'noneFits')}</Combobox.Empty>}
      </Combobox.Options>
      {hidden > 0 && <p className={css.pickerFoot}>{t('moreFound', { count: hidden })}</p>}
    </>
  );
}

function PickerOption({ series, isPicked }: { series: FoundSeries; isPicked: boolean }) {
  const words = useReadingWords();
  const { latest, deviceName, place } = series;
  const freshness = useFreshness(series);
  const decimals = useSteadyDecimals(series.id, latest?.value);
  return (
    <Combobox.Option value={series.id} active={isPicked} aria-checked={isPicked}>
      <span className={css.pickerRow}>
        <span className={css.check}>{isPicked && <Icon name="check" small />}</span>
        <span className="el">{seriesName(series)}</span>
        {latest && freshness !== 'none' && <span className={freshness === 'fresh' ? 'nw' : 't3 nw'}>{words.quantity(series, latest.value, decimals)}</span>}
        {latest && freshness === 'none' && <ReadTime timeMs={latest.timeMs} />}
        {!latest && <span />}
        <span className={`${css.second} ${css.wide} el`}>{place === null ? deviceName : `${deviceName}, ${place}`}</span>
      </span>
    </Combobox.Option>
  );
}

/** Add a value to the picture or take it out again. */
function useToggleValue({ view: { values }, change }: TrendControls): (id: string) => void {
  const { t } = useTranslation('trends');
  return (id) => {
    if (values.includes(id)) change({ values: values.filter((one) => one !== id) });
    else if (values.length >= mostTrendValues) showToast({ text: t('full', { count: mostTrendValues }) });
    else change({ values: [...values, id] });
  };
}
