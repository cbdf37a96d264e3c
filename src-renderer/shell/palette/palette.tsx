import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import type { PaletteEntry } from '../../palette/palette-entry.ts';
import { closePalette, offeredEntries, runEntry, usePalette } from '../../palette/palette-store.ts';
import { type Ranked, rankEntries } from '../../palette/rank-entries.ts';
import { focusNextRegion } from '../regions.ts';
import { type FoundEntries, useFoundEntries } from './found-entries.tsx';
import { PaletteList } from './palette-list.tsx';
import css from './palette.module.css';
import { useSourceEntries } from './palette-sources.ts';

/** Find or do anything: acts first, then alarms, devices and values, settings. */
export function Palette() {
  const open = usePalette((state) => state.open);
  return open && <OpenPalette />;
}

function OpenPalette() {
  const { t } = useTranslation('shell');
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { ranked, found } = useRanked(query);
  const rows = ranked.groups.flatMap(({ entries }) => entries.map(({ entry }) => entry));
  // What is chosen stays chosen while results come in below it; when it goes, the first takes its place.
  const active = rows.find(({ key }) => key === chosen) ?? rows[0];
  const input = useReturningFocus();
  const listId = useId();
  useKeys('overlay', [{ key: 'Escape', run: closePalette, whileTyping: true }]);
  const onKeyDown = (event: KeyboardEvent) => onPaletteKey(event, rows, active, setChosen);
  return (
    <>
      <div className={css.scrim} onClick={closePalette} />
      <div className={css.palette} role="dialog" aria-label={t('palette.label')} data-region="palette" onKeyDown={onKeyDown}>
        <div className={css.head}>
          <Icon name="search" />
          <input
            ref={input}
            className={css.input}
            role="combobox"
            aria-label={t('palette.label')}
            aria-expanded="true"
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active && optionId(listId, active)}
            placeholder={t('palette.placeholder')}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setChosen(null);
            }}
          />
          <span className="t3 sm nw" role="status">
            {query.trim() !== '' && !found.pending && t('palette.found', { count: ranked.total })}
          </span>
        </div>
        <PaletteList id={listId} groups={ranked.groups} activeKey={active?.key} optionId={optionId} onPoint={setChosen} onRun={runEntry} />
        <NothingFound rows={rows.length} found={found} query={query} />
        <PaletteFoot />
      </div>
    </>
  );
}

function optionId(listId: string, { key }: PaletteEntry): string {
  return `${listId}-${key.replaceAll(/\W+/g, '-')}`;
}

/** Everything that is offered now, looked through. */
function useRanked(query: string): { ranked: Ranked; found: FoundEntries } {
  const lately = usePalette((state) => state.lately);
  const [offered] = useState(offeredEntries);
  const found = useFoundEntries(query);
  const own = useSourceEntries();
  const entries = [...offered, ...own, ...found.entries];
  return { ranked: rankEntries(entries, lately, query, found.total), found };
}

/** The field takes the focus, and gives it back to what had it. */
function useReturningFocus() {
  const input = useRef<HTMLInputElement>(null);
  const before = useMemo(() => document.activeElement, []);
  useEffect(() => {
    input.current?.focus();
    return () => {
      const held = document.activeElement === document.body || document.activeElement === null;
      if (held && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [before]);
  return input;
}

function onPaletteKey(event: KeyboardEvent, rows: readonly PaletteEntry[], active: PaletteEntry | undefined, choose: (key: string) => void): void {
  if (event.nativeEvent.isComposing) return;
  const handled = keyActs(event, rows, active, choose);
  if (!handled) return;
  event.preventDefault();
  event.stopPropagation();
  handled();
}

function keyActs(
  { key, ctrlKey, metaKey }: KeyboardEvent,
  rows: readonly PaletteEntry[],
  active: PaletteEntry | undefined,
  choose: (key: string) => void,
): (() => void) | null {
  const at = active ? rows.indexOf(active) : -1;
  const to = (index: number) => () => {
    const row = rows.at(index % Math.max(rows.length, 1));
    if (row) choose(row.key);
  };
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'k') return closePalette;
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'PageDown':
      return to(Math.min(at + 5, rows.length - 1));
    case 'PageUp':
      return to(Math.max(at - 5, 0));
    case 'Tab':
      return () => undefined;
    case 'Enter':
      return () => active && runEntry(active);
    case 'Escape':
      return closePalette;
    case 'F6':
      return focusNextRegion;
    default:
      return null;
  }
}

function NothingFound({ rows, found, query }: { rows: number; found: FoundEntries; query: string }) {
  const { t } = useTranslation('shell');
  if (found.failed) return <p className={css.none}>{t('palette.unreachable')}</p>;
  if (rows > 0 || found.pending || query.trim() === '') return null;
  return <p className={css.none}>{t('palette.nothing')}</p>;
}

function PaletteFoot() {
  const { t } = useTranslation('shell');
  const mayWriteRules = useMay('rules:write');
  return (
    <div className={css.foot}>
      <span className={css.hint}>
        <KeyHint press={t('palette.up')} />
        <KeyHint press={t('palette.down')} />
        {t('palette.choose')}
      </span>
      <span className={css.hint}>
        <KeyHint press="Enter" />
        {t('palette.open')}
      </span>
      <span className={css.hint}>
        <KeyHint press="Esc" />
        {t('palette.close')}
      </span>
      <span className="grow" />
      <span className="el">{t(mayWriteRules ? 'palette.tryWriting' : 'palette.tryLooking')}</span>
    </div>
  );
}
