import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useRef } from 'react';

import { rowHeights } from '../../state/density.ts';
import { useViewStore } from '../../state/view-store.ts';
import { type Column, gridTemplate } from './columns.ts';
import css from './row-list.module.css';
import { useRowKeys } from './use-row-keys.ts';

interface RowListProps<Row> {
  /** What the list is of, for a screen reader. */
  label: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  lines?: 'one' | 'two';
  withHead?: boolean;
  selected: string | undefined;
  onSelect: (key: string) => void;
  /** Enter or a click on a row. */
  onOpen?: (key: string) => void;
  /** Rows to mark for two seconds because they just joined. */
  joined?: ReadonlySet<string>;
  /** Another list on the page has the keys. */
  keysOff?: boolean;
  /** Asked for when the last rows come into view. */
  onReachEnd?: () => void;
}

/**
 * Rows of equal height, only those in view drawn. One stop for Tab, then J, K and arrows; what a row's
 * buttons do is always also offered by a key or in the panel.
 */
export function RowList<Row>(props: RowListProps<Row>) {
  const { label, rows, keyOf, columns, lines = 'two', withHead = true, selected, onSelect, onOpen, joined } = props;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const height = rowHeights[useViewStore((state) => state.density)][lines];
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => keyAt(rows, index, keyOf),
    overscan: 6,
  });
  useEffect(() => virtualizer.measure(), [height, virtualizer]);
  const keys = rows.map(keyOf);
  const selectedIndex = selected === undefined ? -1 : keys.indexOf(selected);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtualizer]);
  const drawn = virtualizer.getVirtualItems();
  useReachEnd((drawn.at(-1)?.index ?? -1) >= rows.length - 1 && rows.length > 0, rows.length, props.onReachEnd);
  const rowsInView = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / height) - 1);
  useRowKeys({ keys, selected, rowsInView, onSelect, onOpen, enabled: !props.keysOff });
  const template = gridTemplate(columns);
  return (
    <div
      role="grid"
      className={css.list}
      aria-label={label}
      aria-rowcount={rows.length + (withHead ? 1 : 0)}
      aria-activedescendant={selectedIndex >= 0 ? `${id}-${selected}` : undefined}
      tabIndex={0}
      data-region="list"
    >
      {withHead && <ListHead columns={columns} template={template} />}
      <div ref={scroll} role="rowgroup" className={css.scroll}>
        <div role="presentation" className={css.rows} style={{ height: virtualizer.getTotalSize() }}>
          {drawn.map(({ index, start, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const rowKey = keyOf(row);
            return (
              <div
                key={key}
                id={`${id}-${rowKey}`}
                role="row"
                aria-rowindex={index + (withHead ? 2 : 1)}
                aria-selected={rowKey === selected}
                className={rowClass(rowKey === selected, joined?.has(rowKey) ?? false)}
                style={{ height, transform: `translateY(${start}px)`, gridTemplateColumns: template }}
                onClick={() => {
                  onSelect(rowKey);
                  onOpen?.(rowKey);
                }}
              >
                {columns.map((column) => (
                  <Cell key={column.name} right={column.right}>
                    {column.cell(row)}
                  </Cell>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function keyAt<Row>(rows: readonly Row[], index: number, keyOf: (row: Row) => string): string {
  const row = rows[index];
  return row === undefined ? String(index) : keyOf(row);
}

function rowClass(selected: boolean, joined: boolean): string {
  return [css.row, selected && css.selected, joined && css.joined].filter(Boolean).join(' ');
}

/** Asks for more once each time the end comes into view with another number of rows. */
function useReachEnd(atEnd: boolean, rowCount: number, onReachEnd: (() => void) | undefined): void {
  const latest = useRef(onReachEnd);
  useEffect(() => {
    latest.current = onReachEnd;
  });
  useEffect(() => {
    if (atEnd) latest.current?.();
  }, [atEnd, rowCount]);
}

function Cell({ right, children }: { right: boolean | undefined; children: ReactNode }) {
  return (
    <div role="gridcell" className={right ? css.right : undefined}>
      {children}
    </div>
  );
}

function ListHead<Row>({ columns, template }: { columns: readonly Column<Row>[]; template: string }) {
  return (
    <div role="row" className={css.head} aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      {columns.map((column) => (
        <div key={column.name} role="columnheader" className={column.right ? css.right : undefined}>
          {column.head}
        </div>
      ))}
    </div>
  );
}

/** Counts, and what is not shown, below a list. */
export function ListFoot({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <footer className={css.foot}>
      {children}
      {end && <span className={css.end}>{end}</span>}
    </footer>
  );
}
