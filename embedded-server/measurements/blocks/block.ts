/**
 * A sealed block: measurements of one source and some stretch of time as bytes, by shape. What it holds is told in a
 * head of a few bytes a shape, so that most blocks that are not wanted need not be unpacked.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import type { Section, WholeSection } from '../section.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readExtras, writeExtras } from './extras.ts';
import { readIntegers, skipIntegers, writeIntegers } from './integer-column.ts';
import { readValues, skipValues, writeValues } from './value-column.ts';

const version = 1;
const packing = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } };

/** What the head of a block tells of the measurements of one shape in it. */
export interface SectionHead {
  shape: number;
  /** Columns of the shape. */
  width: number;
  count: number;
  fromMs: number;
  /** Inclusive. */
  toMs: number;
}

export interface PackedBlock {
  fromMs: number;
  /** Inclusive. */
  toMs: number;
  count: number;
  head: Uint8Array;
  body: Uint8Array;
}

// --- packing

function headOf({ shape, columns, count, times }: WholeSection): SectionHead {
  return { shape, width: columns.length, count, fromMs: times[0] ?? 0, toMs: times[count - 1] ?? 0 };
}

function packHead(heads: readonly SectionHead[]): Uint8Array {
  const writer = new ByteWriter(32);
  writer.byte(version);
  writer.varint(heads.length);
  for (const { shape, width, count, fromMs, toMs } of heads) {
    for (const number of [shape, width, count, fromMs, toMs - fromMs]) writer.varint(number);
  }
  return writer.written();
}

function writeSection(writer: ByteWriter, { times, ordinals, columns, extras }: WholeSection): void {
  writeIntegers(writer, times);
  writer.byte(ordinals ? 1 : 0);
  if (ordinals) writeIntegers(writer, ordinals);
  for (const values of columns) writeValues(writer, values);
  writeExtras(writer, extras);
}

/** Given out again for the next block. */
const scratch = new ByteWriter(64 * 1024);

/** Pack sections, each with at least one measurement. */
export function packBlock(sections: readonly WholeSection[]): PackedBlock {
  const heads = sections.map(headOf);
  scratch.clear();
  for (const section of sections) writeSection(scratch, section);
  return {
    fromMs: Math.min(...heads.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...heads.map(({ toMs }) => toMs)),
    count: heads.reduce((sum, { count }) => sum + count, 0),
    head: packHead(heads),
    body: zstdCompressSync(scratch.written(), packing),
  };
}

// --- unpacking

/** What is in a block, out of its head. @throws Error for a version that is not known. */
export function readHead(bytes: Uint8Array): SectionHead[] {
  const reader = new ByteReader(bytes);
  const found = reader.byte();
  if (found !== version) throw new Error(`a block of version ${found} is unknown`);
  return Array.from({ length: reader.varint() }, () => {
    const [shape, width, count, fromMs, lengthMs] = Array.from({ length: 5 }, () => reader.varint()) as [number, number, number, number, number];
    return { shape, width, count, fromMs, toMs: fromMs + lengthMs };
  });
}

/** What of a stretch of time is wanted. */
export interface WantedStretch {
  /** Undefined or null = any. */
  shapes?: { has(shape: number): boolean } | null | undefined;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** The sections of a block, by its head alone, that hold anything wanted or may do so. */
export function wantedSections(head: Uint8Array, { shapes, fromMs, toMs }: WantedStretch): SectionHead[] {
  return readHead(head).filter((section) => (!shapes || shapes.has(section.shape)) && section.fromMs < toMs && section.toMs >= fromMs);
}

/** Reads a section's times at once and its columns when they are asked for. */
class PackedSection implements Section {
  readonly shape: number;
  readonly count: number;
  readonly times: Float64Array;
  readonly ordinals: Float64Array | null;
  readonly extras: ReadonlyMap<number, string> | null;
  readonly #bytes: Uint8Array;
  readonly #columnsAt: number[] = [];
  readonly #columns: (Float64Array | undefined)[] = [];

  constructor(bytes: Uint8Array, reader: ByteReader, { shape, width, count }: SectionHead) {
    this.#bytes = bytes;
    this.shape = shape;
    this.count = count;
    this.times = readIntegers(reader, count);
    this.ordinals = reader.byte() === 1 ? readIntegers(reader, count) : null;
    for (let index = 0; index < width; index += 1) {
      this.#columnsAt.push(reader.at);
      skipValues(reader, count);
    }
    this.extras = readExtras(reader);
  }

  column(index: number): Float64Array {
    return (this.#columns[index] ??= readValues(new ByteReader(this.#bytes, this.#columnsAt[index]), this.count));
  }
}

function skipSection(reader: ByteReader, { width, count }: SectionHead): void {
  skipIntegers(reader, count);
  if (reader.byte() === 1) skipIntegers(reader, count);
  for (let index = 0; index < width; index += 1) skipValues(reader, count);
  readExtras(reader);
}

/**
 * The sections of a block.
 * @param wanted which shapes; the others are passed over.
 * @throws Error when the bytes are damaged.
 */
export function unpackBlock(head: Uint8Array, body: Uint8Array, wanted: (shape: number) => boolean = () => true): Section[] {
  const bytes = zstdDecompressSync(body);
  const reader = new ByteReader(bytes);
  return readHead(head).flatMap((section) => {
    if (wanted(section.shape)) return [new PackedSection(bytes, reader, section)];
    skipSection(reader, section);
    return [];
  });
}
