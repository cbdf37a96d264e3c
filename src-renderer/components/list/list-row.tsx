import type { CSSProperties, MouseEvent } from 'react';

import type { Column } from './columns.ts';
import css from './row-list.module.css';

interface ListRowProps<Row> {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  /** Counted from 1, the head included. */
  rowIndex: number;
  selected: boolean;
  joined: boolean;
  style: CSSProperties;
  onClick: (event: MouseEvent) => void;
  /** One of several that something will be done with. */
  picked?: boolean;
  /** What dragging the row takes along; without it the row stays put. */
  onDrag?: ((transfer: DataTransfer) => void) | undefined;
}

/** One row of a list: a cell for each column. */
export function ListRow<Row>({ id, row, columns, rowIndex, selected, joined, style, onClick, onDrag, picked = false }: ListRowProps<Row>) {
  const className = [css.row, selected && css.selected, picked && css.picked, joined && css.joined].filter(Boolean).join(' ');
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={selected || picked}
      className={className}
      style={style}
      onClick={onClick}
      draggable={onDrag !== undefined}
      onDragStart={(event) => onDrag?.(event.dataTransfer)}
    >
      {columns.map((column) => (
        <div key={column.name} role="gridcell" className={column.right ? css.right : undefined}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}
