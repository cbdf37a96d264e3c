/**
 * Writing tables of text (RFC 4180) that a spreadsheet opens without running anything: a cell that it would take for
 * a formula gets an apostrophe in front, which {@link withoutGuard} takes away again.
 */

export type CsvSeparator = ',' | ';' | '\t';

/** Before the first line, so that spreadsheets read the file as UTF-8. */
export const csvStart = '\ufeff';

/**
 * What spreadsheets take for the beginning of a formula, also behind blanks and quotes, also full-width; and an apostrophe
 * that stood before such a beginning already, so that it is not taken for the guard.
 */
const formula = /^(?:'*[\t\r\n]|[\s"']*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$/i;

const isFormula = (text: string): boolean => formula.test(text) && !plainNumber.test(text);

function cell(value: string | number | null, separator: CsvSeparator): string {
  if (value === null) return '';
  const text = String(value);
  const guarded = isFormula(text) ? `'${text}` : text;
  const quoted = guarded !== text || /["\r\n]|^\s|\s$/u.test(text) || text.includes(separator);
  return quoted ? `"${guarded.replaceAll('"', '""')}"` : text;
}

/** One line with its end. Null is an empty cell. */
export function csvLine(cells: readonly (string | number | null)[], separator: CsvSeparator): string {
  return `${cells.map((value) => cell(value, separator)).join(separator)}\r\n`;
}

/** A cell as it was before {@link csvLine} guarded it. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text;
}
