/**
 * A ZIP archive that is written front to back and can go on after a stop. What is added is deflated by itself, outside the
 * event loop, and ends on a whole byte without ending its stream; so all there is to remember is sums.
 */
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import { z } from 'zod';

const entrySchema = z.object({ name: z.string(), crc: z.number(), size: z.number(), packed: z.number(), offset: z.number() });
type ZipEntry = z.infer<typeof entrySchema>;

export const zipStateSchema = z.object({
  /** Bytes so far. */
  offset: z.number(),
  entries: z.array(entrySchema),
  open: entrySchema.nullable(),
});
export type ZipState = z.infer<typeof zipStateSchema>;

const deflate = promisify(deflateRaw);
/** Tables of digits hardly get smaller at higher levels. */
const packing = { level: 1, finishFlush: constants.Z_SYNC_FLUSH };
/** Ends a deflate stream: an empty block that is the last. */
const lastBlock = Buffer.from([0x03, 0x00]);

/** Sums follow the data; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
const version = 45;
/** 1 January 1980: archives of the same table are the same. */
const date = 0x21;
const largest32 = 0xffff_ffff;

function fields(...parts: readonly [bytes: 2 | 4 | 8, value: number][]): Buffer {
  const buffer = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of parts) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

function localHeader(name: Buffer): Buffer {
  const head = fields([4, 0x0403_4b50], [2, version], [2, flags], [2, deflated], [2, 0], [2, date], [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]);
  return Buffer.concat([head, name]);
}

/** What the directory says of an entry; one that begins beyond 4 GB says so in a field of its own. */
function directoryEntry({ name, crc, size, packed, offset }: ZipEntry): Buffer {
  const bytes = Buffer.from(name);
  const isFar = offset >= largest32;
  const extra = isFar ? fields([2, 1], [2, 8], [8, offset]) : Buffer.alloc(0);
  const head = fields([4, 0x0201_4b50], [2, version], [2, version], [2, flags], [2, deflated], [2, 0], [2, date], [4, crc], [4, packed], [4, size]);
  const rest = fields([2, bytes.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, isFar ? largest32 : offset]);
  return Buffer.concat([head, rest, bytes, extra]);
}

function directoryEnd(count: number, size: number, offset: number): Buffer {
  const end = fields([4, 0x0605_4b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, Math.min(offset, largest32)], [2, 0]);
  if (offset < largest32) return end;
  const far = fields([4, 0x0606_4b50], [8, 44], [2, version], [2, version], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, offset]);
  return Buffer.concat([far, fields([4, 0x0706_4b50], [4, 0], [8, offset + size], [4, 1]), end]);
}

export class ZipStream {
  readonly #state: ZipState;

  /** @param state of an archive that is gone on with. */
  constructor(state: ZipState = { offset: 0, entries: [], open: null }) {
    this.#state = structuredClone(state);
  }

  get state(): ZipState {
    return structuredClone(this.#state);
  }

  /** Begin a file within. */
  begin(name: string): Uint8Array {
    this.#state.open = { name, crc: 0, size: 0, packed: 0, offset: this.#state.offset };
    return this.#given(localHeader(Buffer.from(name)));
  }

  /** Add to the file that was begun; at most a few megabytes at once. */
  async add(data: Uint8Array): Promise<Uint8Array> {
    const packed = await deflate(data, packing);
    this.#count(data, packed.length);
    return this.#given(packed);
  }

  /** The file that was begun is whole. */
  end(): Uint8Array {
    this.#count(Buffer.alloc(0), lastBlock.length);
    const { open } = this.#state;
    if (!open) throw new Error('no file was begun');
    this.#state.entries.push(open);
    this.#state.open = null;
    return this.#given(Buffer.concat([lastBlock, fields([4, 0x0807_4b50], [4, open.crc], [4, open.packed], [4, open.size])]));
  }

  /** A whole small file. */
  async file(name: string, text: string): Promise<Uint8Array> {
    return Buffer.concat([this.begin(name), await this.add(Buffer.from(text)), this.end()]);
  }

  /** The directory: the archive is whole. */
  finish(): Uint8Array {
    const directory = Buffer.concat(this.#state.entries.map(directoryEntry));
    return Buffer.concat([directory, directoryEnd(this.#state.entries.length, directory.length, this.#state.offset)]);
  }

  #count(data: Uint8Array, packed: number): void {
    const { open } = this.#state;
    if (!open) throw new Error('no file was begun');
    open.crc = crc32(data, open.crc);
    open.size += data.length;
    open.packed += packed;
  }

  #given(bytes: Buffer): Buffer {
    this.#state.offset += bytes.length;
    return bytes;
  }
}
