/** Readings as columns with types, for tools that read tables (Apache Parquet). */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { writeColumn } from 'hyparquet-writer/src/column.js';

import type { TableHeads, TableRow, TableWriter, Turn } from './table-writer.ts';

type Schema = ParquetWriter['schema'];
type Column = Parameters<typeof writeColumn>[0];
type Chunk = ReturnType<typeof writeColumn>['chunk'];

/** Rows a reader must hold at once, and one column of which is encoded in a few milliseconds. */
const groupRows = 20_000;
const pageBytes = 1024 * 1024;

/** Names of columns must differ: a head that was there before gets a number. */
export function distinct(heads: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return heads.map((head) => {
    const count = (seen.get(head) ?? 0) + 1;
    seen.set(head, count);
    return count === 1 ? head : `${head} (${count})`;
  });
}

/** A moment on the site's clock has no zone of its own; the other column says which moment it was. */
function schemaOf([local = '', utc = '', ...columns]: readonly string[]): Schema {
  const time = (name: string, isAdjustedToUTC: boolean): Schema[number] => ({
    name,
    type: 'INT64',
    repetition_type: 'REQUIRED',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MILLIS' },
  });
  const values = columns.map((name): Schema[number] => ({ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }));
  return [{ name: 'root', num_children: columns.length + 2 }, time(local, false), time(utc, true), ...values];
}

function pageDataOf(rows: readonly TableRow[], column: number): Column['pageData'] {
  if (column < 2) {
    const times = rows.map(({ timeMs, localMs }) => BigInt(column === 0 ? localMs : timeMs));
    return { values: times, definitionLevels: [], repetitionLevels: [], maxDefinitionLevel: 0 };
  }
  const values = rows.map((row) => row.values[column - 2] ?? null);
  return { values, definitionLevels: values.map((value) => (value === null ? 0 : 1)), repetitionLevels: [], maxDefinitionLevel: 1 };
}

export class ParquetTable implements TableWriter {
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #rows: TableRow[] = [];

  constructor({ local, utc, columns }: TableHeads) {
    const schema = schemaOf(distinct([local, utc, ...columns]));
    this.#writer = new ParquetWriter({ writer: this.#bytes, schema, createdBy: 'Valvomo' });
  }

  add(row: TableRow): void {
    this.#rows.push(row);
  }

  async take(turn: Turn, all: boolean): Promise<Uint8Array> {
    if (this.#rows.length >= groupRows || (all && this.#rows.length > 0)) await this.#writeGroup(turn);
    return this.#written();
  }

  /** What the end of the file says of all groups is in memory only. */
  state(): null {
    return null;
  }

  async end(turn: Turn): Promise<Uint8Array> {
    if (this.#rows.length > 0) await this.#writeGroup(turn);
    await this.#writer.finish();
    return this.#written();
  }

  /** As the writer itself writes a group, but with a turn for everybody else after each column. */
  async #writeGroup(turn: Turn): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    const startOffset = this.#bytes.offset;
    const columns: Chunk[] = [];
    for (let column = 0; column + 1 < this.#writer.schema.length; column += 1) {
      columns.push(this.#writeColumn(rows, column));
      await turn();
    }
    this.#writer.num_rows += BigInt(rows.length);
    this.#writer.row_groups.push({
      columns,
      total_byte_size: columns.reduce((sum, { meta_data }) => sum + (meta_data?.total_uncompressed_size ?? 0n), 0n),
      total_compressed_size: BigInt(this.#bytes.offset - startOffset),
      num_rows: BigInt(rows.length),
    });
  }

  #writeColumn(rows: readonly TableRow[], column: number): Chunk {
    const { schema, codec, compressors, statistics, statisticsTruncateLength } = this.#writer;
    const [root, element] = [schema[0], schema[column + 1]];
    if (!root || !element) throw new Error(`the table has no column ${column}`);
    const { chunk } = writeColumn({
      writer: this.#bytes,
      pageData: pageDataOf(rows, column),
      column: {
        columnName: element.name,
        element,
        schemaPath: [root, element],
        codec,
        compressors,
        stats: statistics,
        statisticsTruncateLength,
        pageSize: pageBytes,
        columnIndex: false,
        offsetIndex: false,
        ...(column < 2 && { encoding: 'DELTA_BINARY_PACKED' as const }),
      },
    });
    return chunk;
  }

  /** What the writer has put into its buffer since the last time; its count of all bytes goes on. */
  #written(): Uint8Array {
    const bytes = Buffer.from(this.#bytes.getBytes());
    this.#bytes.index = 0;
    return bytes;
  }
}
