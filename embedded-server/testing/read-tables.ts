/** Reading exported files back with tools that did not write them. */
import { strFromU8, unzipSync } from 'fflate';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

type Cell = number | string | null;

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const unescaped = (text: string): string => text.replaceAll(/&(amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);

function columnOf(reference: string): number {
  return [...reference.replace(/\d+/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellsOf(row: string): Cell[] {
  const cells: Cell[] = [];
  for (const [, reference = '', isText, text = ''] of row.matchAll(/<c r="([A-Z]+\d+)"[^>]*?( t="inlineStr")?>(.*?)<\/c>/gs)) {
    const content = text.replaceAll(/<[^>]+>/g, '');
    while (cells.length < columnOf(reference)) cells.push(null);
    cells.push(isText ? unescaped(content) : Number(content));
  }
  return cells;
}

export interface ReadSheet {
  name: string;
  rows: Cell[][];
}

/** The sheets of a workbook in their order. */
export function readWorkbook(bytes: Uint8Array): ReadSheet[] {
  const files = unzipSync(bytes);
  const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const targets = new Map([...text('xl/_rels/workbook.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(([, id = '', target = '']) => [id, target]));
  return [...text('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"[^>]*r:id="(\w+)"/g)].map(([, name = '', id = '']) => {
    const rows = [...text(`xl/${targets.get(id) ?? ''}`).matchAll(/<row r="(\d+)">(.*?)<\/row>/gs)];
    rows.forEach(([, number], index) => {
      if (Number(number) !== index + 1) throw new Error(`row ${index + 1} of the sheet says it is ${number}`);
    });
    return { name: unescaped(name), rows: rows.map(([, , row = '']) => cellsOf(row)) };
  });
}

/** A day number of a spreadsheet as ms. */
export function msOfSerial(serial: Cell | undefined): number {
  return Math.round((Number(serial) - 25_569) * 86_400_000);
}

/** Rows by name of column, and how many groups they come in. */
export async function readParquet(bytes: Uint8Array): Promise<{ rows: Record<string, unknown>[]; groups: number }> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const { row_groups } = await parquetMetadataAsync(file);
  return { rows: await parquetReadObjects({ file }), groups: row_groups.length };
}
