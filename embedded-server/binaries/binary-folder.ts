/**
 * A tenant's files, each once, by what is in them: `binaries/<sha256>`. Which rows speak of a file is not known
 * here. A file is whole and on disk before anybody gets to name it; what nobody names any more is taken away later.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { ExpectedError } from '#contract/errors.ts';

import type { Clock } from '../clock.ts';
import { logger } from '../log.ts';

const log = logger('binaries');
const megabyte = 1024 * 1024;

export interface BinaryLimits {
  /** Bytes of one file, and of all of a tenant. */
  file: number;
  tenant: number;
  /** Bytes that must stay free on the disk: the tenant's readings need it more. */
  reserve: number;
  /** Files that may come in at once. */
  incoming: number;
  /** Ms without a byte after which a file is given up. */
  stalledMs: number;
}

export const defaultBinaryLimits: BinaryLimits = {
  file: 200 * megabyte,
  tenant: 50 * 1024 * megabyte,
  reserve: 64 * megabyte,
  incoming: 16,
  stalledMs: 20_000,
};

/** How often free space is looked at while a file comes in. */
const lookEveryBytes = 8 * megabyte;

/** A file that came in. It stays until it is released, whoever names it. */
export interface ReceivedFile {
  sha256: string;
  length: number;
  /** Doing it twice has no effect. */
  release(): void;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function diskError(error: unknown): unknown {
  const code = codeOf(error);
  if (/^(ENOSPC|EDQUOT|EFBIG)$/.test(code)) return new ExpectedError('storage-full', 'The disk is full; the file was not stored', { retryAfterSeconds: 60 });
  if (/^(EIO|EROFS|EACCES|EMFILE|ENFILE)$/.test(code)) return new ExpectedError('unavailable', 'The disk cannot take the file', { retryAfterSeconds: 5 });
  if (code === 'ERR_STREAM_PREMATURE_CLOSE') return new ExpectedError('malformed', 'The file broke off');
  return error;
}

/** Whatever goes wrong with what comes in is the sender's doing. */
function streamError(error: unknown): ExpectedError {
  return error instanceof ExpectedError ? error : new ExpectedError('malformed', 'The file broke off');
}

export class BinaryFolder {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #limits: BinaryLimits;
  /** Bytes of every file by its hash. */
  readonly #lengths = new Map<string, number>();
  /** How many requests need a file that no row may name yet. */
  readonly #needed = new Map<string, number>();
  #total = 0;
  #incoming = 0;

  constructor(folder: string, clock: Clock, limits: BinaryLimits = defaultBinaryLimits) {
    this.#folder = folder;
    this.#clock = clock;
    this.#limits = limits;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#load();
  }

  /** Hash of every file that is there. */
  hashes(): string[] {
    return [...this.#lengths.keys()];
  }

  /** Bytes of all files together. */
  get total(): number {
    return this.#total;
  }

  /**
   * Take a file in; when this is over, it is on disk.
   * @param announced bytes it is said to have, if that is known.
   * @throws ExpectedError 'too-large', 'storage-full', 'too-many-requests', 'malformed' when it breaks off, 'unavailable'.
   */
  async receive(stream: Readable, announced?: number): Promise<ReceivedFile> {
    let broken: unknown;
    // Without a listener a stream that fails while nobody reads it would end the process.
    stream.on('error', (error) => (broken = error));
    if (announced !== undefined) this.#requireSize(announced);
    if (this.#incoming >= this.#limits.incoming) throw new ExpectedError('too-many-requests', 'Too many files come in at once', { retryAfterSeconds: 5 });
    this.#incoming += 1;
    const temporary = join(this.#folder, `tmp-${randomBytes(12).toString('hex')}`);
    try {
      const { sha256, length } = await this.#write(stream, temporary);
      return await this.#keep(temporary, sha256, length);
    } catch (error) {
      throw error === broken ? streamError(error) : diskError(error);
    } finally {
      this.#incoming -= 1;
      stream.destroy();
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  /** The bytes `from` up to and without `to` of a file. @throws ExpectedError 'unavailable' when it is gone. */
  read(sha256: string, from: number, to: number): Readable {
    if (!this.#lengths.has(sha256)) throw new ExpectedError('unavailable', 'The file is missing on the disk', { retryAfterSeconds: 3600 });
    return createReadStream(join(this.#folder, sha256), { start: from, end: Math.max(from, to - 1) });
  }

  /** Take a file away that no row names. @returns false when a request needs it, or the system will not let go of it. */
  remove(sha256: string): boolean {
    if (this.#needed.has(sha256)) return false;
    try {
      rmSync(join(this.#folder, sha256), { force: true });
    } catch (error) {
      log.warn({ err: error, sha256 }, 'a file is left for later');
      return false;
    }
    this.#total -= this.#lengths.get(sha256) ?? 0;
    this.#lengths.delete(sha256);
    return true;
  }

  #load(): void {
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      if (name.startsWith('tmp-')) rmSync(path, { force: true });
      else if (/^[0-9a-f]{64}$/.test(name)) this.#count(name, statSync(path).size);
    }
  }

  #count(sha256: string, length: number): void {
    this.#lengths.set(sha256, length);
    this.#total += length;
  }

  #requireSize(length: number): void {
    const { file, tenant } = this.#limits;
    if (length > file) throw new ExpectedError('too-large', `A file may have at most ${Math.floor(file / megabyte)} MB`);
    if (this.#total + length > tenant) throw new ExpectedError('storage-full', 'The files of this tenant have used up their space');
  }

  async #requireSpace(): Promise<void> {
    const { bavail, bsize } = await statfs(this.#folder);
    if (bavail * bsize >= this.#limits.reserve) return;
    throw new ExpectedError('storage-full', 'The disk is nearly full; the file was not stored', { retryAfterSeconds: 60 });
  }

  async #write(stream: Readable, path: string): Promise<{ sha256: string; length: number }> {
    const handle = await open(path, 'wx', 0o600);
    const watch = this.#watchOver(stream);
    try {
      const written = await this.#pour(stream, handle, watch.moved);
      await handle.sync();
      return written;
    } finally {
      watch.end();
      await handle.close();
    }
  }

  async #pour(stream: Readable, handle: FileHandle, moved: () => void): Promise<{ sha256: string; length: number }> {
    const hash = createHash('sha256');
    let length = 0;
    let looked = -lookEveryBytes;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      moved();
      length += chunk.byteLength;
      this.#requireSize(length);
      if (length - looked > lookEveryBytes) {
        looked = length;
        await this.#requireSpace();
      }
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    return { sha256: hash.digest('hex'), length };
  }

  /** A file that stops coming is given up. */
  #watchOver(stream: Readable): { moved: () => void; end: () => void } {
    let hasMoved = true;
    const timer = this.#clock.every(this.#limits.stalledMs, () => {
      if (!hasMoved) stream.destroy(new ExpectedError('malformed', 'The file stopped coming'));
      hasMoved = false;
    });
    return { moved: () => (hasMoved = true), end: () => timer.cancel() };
  }

  /** Give it its name, unless the same one is there. It is needed from before that on. */
  async #keep(temporary: string, sha256: string, length: number): Promise<ReceivedFile> {
    const release = this.#need(sha256);
    try {
      if (!this.#lengths.has(sha256)) {
        await rename(temporary, join(this.#folder, sha256));
        await this.#syncFolder();
        if (!this.#lengths.has(sha256)) this.#count(sha256, length);
      }
      return { sha256, length, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** A name is on disk when its folder is. Windows has no such thing, and needs none. */
  async #syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const handle = await open(this.#folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  #need(sha256: string): () => void {
    this.#needed.set(sha256, (this.#needed.get(sha256) ?? 0) + 1);
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      const left = (this.#needed.get(sha256) ?? 1) - 1;
      if (left > 0) this.#needed.set(sha256, left);
      else this.#needed.delete(sha256);
    };
  }
}
