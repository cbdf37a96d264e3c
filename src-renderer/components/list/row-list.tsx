import { type MouseEvent, type ReactNode, useId } from 'react';

import { type Column, gridTemplate } from './columns.ts';
import { ListRow } from './list-row.tsx';
import css from './row-list.module.css';
import { type RowPicking, usePickingKeys } from './use-picking-keys.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useReachEnd, useRowWindow } from './use-row-window.ts';

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
  /** Several rows can be picked: with Ctrl, Shift, Space, Ctrl A. */
  picking?: RowPicking | undefined;
  /** A row is dragged away; without it rows stay put. */
  onDrag?: ((key: string, transfer: DataTransfer) => void) | undefined;
}

/**
 * Rows of equal height, only those in view drawn. One stop for Tab, then J, K and arrows; what a row's
 * buttons do is always also offered by a key or in the panel.
 */
export function RowList<Row>(props: RowListProps<Row>) {
  const { rows, keyOf, columns, lines = 'two', withHead = true, selected, onSelect, onOpen } = props;
  const id = useId();
  const keys = rows.map(keyOf);
  const selectedIndex = selected === undefined ? -1 : keys.indexOf(selected);
  const { scroll, virtualizer, height, headHeight, rowsInView } = useRowWindow(keys, { lines, withHead, selectedIndex });
  const drawn = virtualizer.getVirtualItems();
  useReachEnd(drawn.at(-1)?.index ?? -1, rows.length, props.onReachEnd);
  useRowKeys({ list: scroll, keys, selected, rowsInView, onSelect, onOpen, enabled: !props.keysOff });
  const onKeyDown = usePickingKeys({ keys, selected, onSelect, picking: props.picking });
  const gridTemplateColumns = gridTemplate(columns);
  const headRows = withHead ? 1 : 0;
  const rowAt = ({ index, start }: { index: number; start: number }) => {
    const row = rows[index];
    if (row === undefined) return null;
    const key = keyOf(row);
    const click = (event: MouseEvent) => {
      if (props.picking && (event.ctrlKey || event.metaKey)) return props.picking.toggle(key);
      if (props.picking && event.shiftKey) return props.picking.extend(key);
      props.picking?.clear();
      onSelect(key);
      onOpen?.(key);
    };
    return (
      <ListRow
        key={key}
        id={`${id}-${key}`}
        row={row}
        columns={columns}
        rowIndex={index + 1 + headRows}
        selected={key === selected}
        joined={props.joined?.has(key) ?? false}
        style={{ height, transform: `translateY(${start - headHeight}px)`, gridTemplateColumns }}
        onClick={click}
        picked={props.picking?.picked.has(key)}
        onDrag={props.onDrag && ((transfer) => props.onDrag?.(key, transfer))}
      />
    );
  };
  return (
    <div
      ref={scroll}
      role="grid"
      className={css.list}
      aria-label={props.label}
      aria-rowcount={rows.length + headRows}
      aria-activedescendant={selectedIndex >= 0 ? `${id}-${selected}` : undefined}
      aria-multiselectable={props.picking ? true : undefined}
      tabIndex={0}
      data-region="list"
      onKeyDown={onKeyDown}
    >
      {withHead && <ListHead columns={columns} />}
      <div role="rowgroup" className={css.rows} style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(rowAt)}
      </div>
    </div>
  );
}

function ListHead<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <div role="row" className={css.head} aria-rowindex={1} style={{ gridTemplateColumns: gridTemplate(columns) }}>
      {columns.map((column) => (
        <div key={column.name} role="columnheader" className={column.right ? css.right : undefined}>
          <span className={column.headUnseen ? 'unseen' : undefined}>{column.head}</span>
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
