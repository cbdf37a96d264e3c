/** The sitting as Markdown. Pure. */
import { entropyFloor } from './readings.ts';
import { readWords } from './reads.ts';
import type { KeptFigures, StoreFigures, StoreResults, SystemFigures } from './results.ts';
import { ratioOf, spreadOf, written, writtenRatio, writtenSpread, type Spread } from './spread.ts';
import type { IngestFigures } from './ingest.ts';
import type { ReadName } from './system.ts';

type Row = readonly string[];
type Named = [name: string, figures: SystemFigures];

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A row a figure, a column a system; nothing at all where no system has it. */
function bySystem(systems: readonly Named[], words: string, cell: (figures: SystemFigures) => string | null): Row[] {
  const cells = systems.map(([, figures]) => cell(figures));
  return cells.every((one) => one === null) ? [] : [[words, ...cells.map((one) => one ?? '')]];
}

function shapeNames(figures: StoreFigures): string[] {
  return [...new Set(Object.values(figures).flatMap(({ ingest }) => Object.keys(ingest)))];
}

function ofRounds(rounds: readonly IngestFigures[] | undefined, of: (round: IngestFigures) => number, show: (spread: Spread) => string = writtenSpread): string | null {
  return rounds === undefined ? null : show(spreadOf(rounds.map(of)));
}

const ingestRows: [words: string, of: (round: IngestFigures) => number][] = [
  ['samples/s', ({ perSecond }) => perSecond],
  ['p50 ms', ({ p50Ms }) => p50Ms],
  ['p99 ms', ({ p99Ms }) => p99Ms],
  ['CPU s per million samples', ({ cpuPerMillion }) => cpuPerMillion],
  ['bytes written to disk per sample', ({ writtenPerSample }) => writtenPerSample],
  ['bytes of a request', ({ bytesPerRequest }) => bytesPerRequest],
  ['bytes of an answer', ({ bytesPerAnswer }) => bytesPerAnswer],
];

function ingestTables(figures: StoreFigures): string[] {
  return shapeNames(figures).map((shape) => {
    const systems = Object.entries(figures).filter(([, { ingest }]) => ingest[shape]);
    const rows = ingestRows.flatMap(([words, of]) => bySystem(systems, words, ({ ingest }) => ofRounds(ingest[shape], of)));
    return `**${shape}**\n\n${table(['', ...systems.map(([name]) => name)], rows)}`;
  });
}

/** What is better when there is more of it, and what when there is less: told as ours by theirs all the same. */
function ratioTable(figures: StoreFigures): string {
  const [ours, ...others] = Object.entries(figures);
  if (!ours) return '';
  const rows = shapeNames(figures).flatMap((shape) => {
    const rates = (of: (round: IngestFigures) => number) => (one: SystemFigures) => {
      const [mine, theirs] = [ours[1].ingest[shape], one.ingest[shape]];
      return mine && theirs ? writtenRatio(ratioOf(mine.map(of), theirs.map(of))) : null;
    };
    return [
      ...bySystem(others, `${shape}: samples/s`, rates(({ perSecond }) => perSecond)),
      ...bySystem(others, `${shape}: CPU per sample`, rates(({ cpuPerMillion }) => cpuPerMillion)),
    ];
  });
  return table([`${ours[0]} by`, ...others.map(([name]) => name)], rows);
}

function keptRows(systems: readonly Named[]): Row[] {
  const ofKept = (words: string, of: (kept: KeptFigures) => string | null) => bySystem(systems, words, ({ kept }) => (kept ? of(kept) : null));
  const ofReads = (name: ReadName) => [
    ...ofKept(`${readWords[name]}: p50 ms`, ({ reads }) => (reads[name] ? written(reads[name].p50Ms) : null)),
    ...ofKept(`${readWords[name]}: p50 ms, forty a second`, ({ reads }) => (reads[name] ? written(reads[name].pacedP50Ms) : null)),
    ...ofKept(`${readWords[name]}: p95 ms`, ({ reads }) => (reads[name] ? written(reads[name].p95Ms) : null)),
    ...ofKept(`${readWords[name]}: p99 ms`, ({ reads }) => (reads[name] ? written(reads[name].p99Ms) : null)),
    ...ofKept(`${readWords[name]}: bytes of an answer`, ({ reads }) => (reads[name] ? written(reads[name].bytesPerAnswer) : null)),
  ];
  return [
    ...ofKept('bytes on disk per sample, settled', ({ bytesPerSample }) => bytesPerSample.toFixed(2)),
    ...(Object.keys(readWords) as ReadName[]).flatMap(ofReads),
    ...ofKept('ready after kill -9 amid an ingest, ms', ({ startMs }) => (startMs.length > 0 ? writtenSpread(spreadOf(startMs)) : null)),
  ];
}

const megabyte = 1024 * 1024;

function systemTable(figures: StoreFigures): string {
  const systems = Object.entries(figures);
  const memory = (which: 'idle' | 'after') => (one: SystemFigures) => `${Math.round(one.memory[which] / megabyte)}`;
  return table(
    ['', ...systems.map(([name]) => name)],
    [
      ['version', ...systems.map(([, { version }]) => version)],
      ...bySystem(systems, 'memory (PSS) before the ingest, MiB', memory('idle')),
      ...bySystem(systems, 'memory (PSS) after the ingest, MiB', memory('after')),
      ...keptRows(systems),
    ],
  );
}

function besideTable(figures: StoreFigures): string[] {
  return Object.values(figures).flatMap(({ kept }) => {
    if (!kept?.beside) return [];
    const { requestsPerSecond, aloneP99Ms, beside } = kept.beside;
    const rows = Object.entries(beside).map(([name, p99Ms]): Row => [readWords[name as ReadName], writtenSpread(spreadOf(p99Ms)), writtenRatio(ratioOf(p99Ms, aloneP99Ms))]);
    const words = `p99 of ingest requests at ${written(requestsPerSecond)} requests/s (half of full speed), with reads beside them: charts ten times a second, all values twice, a year once; median (least–most) of the turns`;
    return [`**${words}**\n\n${table(['read', 'p99 ms', 'by the ingest alone'], [['nobody reads', writtenSpread(spreadOf(aloneP99Ms)), ''], ...rows])}`];
  });
}

/** Sections of the document, from the second level of heads. */
export function storeReport({ takenMs, machine, note, figures, missing }: StoreResults): string {
  const { processor, cores, memoryBytes, system, node } = machine;
  return [
    `Taken ${new Date(takenMs).toISOString().slice(0, 10)} on ${processor}, ${cores} cores, ${Math.round(memoryBytes / 1024 ** 3)} GiB, ${system}, Node ${node}. ${note}`.trim(),
    ...missing.map((line) => `Not measured: ${line}`),
    `Median (least–most) of the rounds; the load generator shares the machine. Fewest bytes this data can take: ${entropyFloor.toFixed(2)} a sample.`,
    ratioTable(figures),
    systemTable(figures),
    ...besideTable(figures),
    ...ingestTables(figures),
  ].join('\n\n');
}
