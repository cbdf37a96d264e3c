import type { ReactNode } from 'react';

export interface Column<Row> {
  name: string;
  /** Words above the column. */
  head: string;
  /** Only for screen readers: what is in it is plain to see. */
  headUnseen?: boolean;
  /** Grid track, such as `92px` or `minmax(0, 1fr)`. */
  width: string;
  /** Numbers stand right. */
  right?: boolean;
  cell: (row: Row) => ReactNode;
}

/** The grid tracks of a list, for its head and every row. */
export function gridTemplate(columns: readonly { width: string }[]): string {
  return columns.map(({ width }) => width).join(' ');
}
