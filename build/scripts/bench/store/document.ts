/** docs/benchmarks.md: written by hand, but for the sections between marks, which sittings replace. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's documents. */
export const docs = join(import.meta.dirname, '..', '..', '..', '..', 'docs');
const document = join(docs, 'benchmarks.md');

/** Replace what stands between `<!-- name -->` and `<!-- /name -->`. Pure. @throws when the marks are not there. */
export function withSection(text: string, name: string, section: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the document has no marks ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${section}\n\n${text.slice(to)}`;
}

/** Put a sitting into the document, and its figures beside it as JSON. */
export function recordSection(name: string, section: string, results: object): void {
  const folder = join(docs, 'benchmarks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(document, withSection(readFileSync(document, 'utf8'), name, section));
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
}
