/** The fixed parts of a workbook (ECMA-376), and its cells as text. Pure. */

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Styles by their place in `cellXfs` below. */
export const style = { plain: 0, head: 1, local: 2, utc: 3 } as const;

const dayMs = 86_400_000;
/** 1 January 1970 as spreadsheets count days. */
const firstDay = 25_569;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text within XML; what XML cannot hold is left out. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** `A`, `Z`, `AA`: the name of a column, from 0. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/** Days since 30 December 1899. */
export function serialOf(ms: number): number {
  return ms / dayMs + firstDay;
}

/** The sheets of a workbook are called so; what their names may not hold becomes a blank. */
export function sheetName(title: string, number: number): string {
  const suffix = number === 1 ? '' : ` (${number})`;
  const clean = title.replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ').replaceAll(/^'+|'+$/g, '').trim();
  const short = [...clean].slice(0, 31 - suffix.length).join('').trim();
  return (short === '' ? '1' : short) + suffix;
}

/** Everything of a sheet before its first row; the heads stay in view. @param columns how many. */
export function sheetStart(columns: number): string {
  const pane = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const widths = `<cols><col min="1" max="2" width="23" customWidth="1"/><col min="3" max="${columns}" width="28" customWidth="1"/></cols>`;
  return `${declaration}<worksheet xmlns="${main}">${pane}${widths}<sheetData>`;
}

export const sheetEnd = '</sheetData></worksheet>';

export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

function contentTypes(sheets: readonly string[]): string {
  const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${types}.${type}+xml"/>`;
  const standard = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>';
  const parts = [override('xl/workbook.xml', 'sheet.main'), override('xl/styles.xml', 'styles'), ...sheets.map((_, index) => override(sheetPath(index + 1), 'worksheet'))];
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${standard}${parts.join('')}</Types>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${officeRelations}/${type}" Target="${target}"/>`;
}

function related(...relationships: string[]): string {
  return `${declaration}<Relationships xmlns="${relations}">${relationships.join('')}</Relationships>`;
}

function workbook(sheets: readonly string[]): string {
  const listed = sheets.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets>${listed.join('')}</sheets></workbook>`;
}

const styles =
  `${declaration}<styleSheet xmlns="${main}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** Every other file of the workbook: name and text. @param sheets their names. */
export function workbookParts(sheets: readonly string[]): [name: string, text: string][] {
  const ofSheets = sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`));
  return [
    ['xl/styles.xml', styles],
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', related(...ofSheets, relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml'))],
    ['_rels/.rels', related(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    ['[Content_Types].xml', contentTypes(sheets)],
  ];
}
