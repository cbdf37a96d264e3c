/** Tables of readings as files: what every format has in common. */

export interface TableRow {
  timeMs: number;
  /** The same moment on the site's clock, as if that were UTC. */
  localMs: number;
  /** One a column; null where there is none. */
  values: readonly (number | null)[];
}

export interface TableHeads {
  local: string;
  utc: string;
  /** Of the columns of values. */
  columns: readonly string[];
}

/** Whoever long encoding must leave room for. */
export type Turn = () => Promise<void>;

/**
 * A file that grows: rows are added, what they have become is taken from time to time and appended to the file.
 * Memory does not grow with the rows.
 */
export interface TableWriter {
  add(row: TableRow): void;
  /** Bytes of what was added since the last time; none when they are not worth it yet, unless `all` are wanted. */
  take(turn: Turn, all: boolean): Promise<Uint8Array>;
  /** What it takes to go on after a stop with the bytes taken so far, once all were. Null for a format that begins anew then. */
  state(): unknown;
  /** The last bytes. */
  end(turn: Turn): Promise<Uint8Array>;
}
