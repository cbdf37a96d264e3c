import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { KeyHint } from '../../components/key-hint.tsx';
import type { PaletteEntry } from '../../palette/palette-entry.ts';
import type { EntryGroup, RankedEntry } from '../../palette/rank-entries.ts';
import { pieces } from './marked-pieces.ts';
import css from './palette.module.css';

interface PaletteListProps {
  id: string;
  groups: readonly EntryGroup[];
  activeKey: string | undefined;
  optionId: (listId: string, entry: PaletteEntry) => string;
  onPoint: (key: string) => void;
  onRun: (entry: PaletteEntry) => void;
}

/** What was found, by group; the field keeps the focus. */
export function PaletteList({ id, groups, activeKey, optionId, onPoint, onRun }: PaletteListProps) {
  const { t } = useTranslation('shell');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [activeKey]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('palette.label')} className={css.list}>
      {groups.map(({ name, entries }) => (
        <div key={name} role="group" aria-label={t(`palette.group.${name}`)}>
          <div className={css.group} aria-hidden="true">
            {t(`palette.group.${name}`)}
          </div>
          {entries.map((ranked) => (
            <PaletteRow
              key={ranked.entry.key}
              id={optionId(id, ranked.entry)}
              ranked={ranked}
              active={ranked.entry.key === activeKey}
              onPoint={() => onPoint(ranked.entry.key)}
              onRun={() => onRun(ranked.entry)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface PaletteRowProps {
  id: string;
  ranked: RankedEntry;
  active: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function PaletteRow({ id, ranked: { entry, marks }, active, onPoint, onRun }: PaletteRowProps) {
  const { icon, title, detail, keyHint } = entry;
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={active ? `${css.row} ${css.active}` : css.row}
      onMouseMove={active ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <span className={css.icon}>{icon}</span>
      <span className="el" title={title}>
        {pieces(title, marks).map(({ text, marked }, index) => (marked ? <b key={index}>{text}</b> : text))}
      </span>
      <span className={`t3 el ${css.detail}`}>{detail}</span>
      {keyHint && (
        <span className="t2">
          <KeyHint press={keyHint} />
        </span>
      )}
    </div>
  );
}
