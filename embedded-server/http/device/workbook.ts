/** A workbook of one sheet, as spreadsheets read it (ECMA-376): a ZIP of a few XML files. Texts are texts, whatever they begin with. */
import { crc32, deflateRaw } from 'node:zlib';
import { promisify } from 'node:util';

export type Cell = string | number | null;

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const deflate = promisify(deflateRaw);
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const parts = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function related(target: string, kind: string): string {
  return `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/${kind}" Target="${target}"/></Relationships>`;
}

/** Everything but the sheet. */
const frame: readonly [name: string, text: string][] = [
  [
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${parts}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${parts}.worksheet+xml"/></Types>`,
  ],
  ['_rels/.rels', related('xl/workbook.xml', 'officeDocument')],
  ['xl/workbook.xml', `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Measurements" sheetId="1" r:id="rId1"/></sheets></workbook>`],
  ['xl/_rels/workbook.xml.rels', related('worksheets/sheet1.xml', 'worksheet')],
];

const unfit = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function cell(value: Cell): string {
  if (value === null) return '<c/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  const text = value.replace(unfit, '').replace(/[&<>]/g, (sign) => escapes[sign] ?? sign);
  return `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** One row of a sheet. */
export function sheetRow(cells: readonly Cell[]): string {
  return `<row>${cells.map(cell).join('')}</row>`;
}

/** 1 January 1980: when a file was made is nobody's business. */
const dosDate = 0x21;

interface Entry {
  name: Buffer;
  packed: Buffer;
  size: number;
  sum: number;
}

/** What the file's own header and its line in the directory have in common. */
function common({ name, packed, size, sum }: Entry): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(0x0800, 2);
  bytes.writeUInt16LE(8, 4);
  bytes.writeUInt16LE(dosDate, 8);
  bytes.writeUInt32LE(sum, 10);
  bytes.writeUInt32LE(packed.length, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}

function signature(kind: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(kind);
  return bytes;
}

function directoryLine(entry: Entry, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), common(entry), rest, entry.name]);
}

function ending(count: number, length: number, offset: number): Buffer {
  const bytes = Buffer.alloc(18);
  bytes.writeUInt16LE(count, 4);
  bytes.writeUInt16LE(count, 6);
  bytes.writeUInt32LE(length, 8);
  bytes.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(0x06054b50), bytes]);
}

async function entryOf(name: string, text: string): Promise<Entry> {
  const bytes = Buffer.from(text);
  return { name: Buffer.from(name), packed: await deflate(bytes), size: bytes.length, sum: crc32(bytes) };
}

/** @param rows made by {@link sheetRow}. */
export async function workbook(rows: string): Promise<Buffer> {
  const sheet = `${head}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
  const entries = await Promise.all([...frame, ['xl/worksheets/sheet1.xml', sheet] as const].map(([name, text]) => entryOf(name, text)));
  const files = entries.map((entry) => Buffer.concat([signature(0x04034b50), common(entry), entry.name, entry.packed]));
  const offsets = files.map((_, index) => files.slice(0, index).reduce((sum, { length }) => sum + length, 0));
  const directory = Buffer.concat(entries.map((entry, index) => directoryLine(entry, offsets[index] ?? 0)));
  const length = files.reduce((sum, file) => sum + file.length, 0);
  return Buffer.concat([...files, directory, ending(entries.length, directory.length, length)]);
}
