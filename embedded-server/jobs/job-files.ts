/**
 * Files jobs make, in the folder `jobs` of their tenant: written beside under another name, renamed when whole.
 * What stands behind the job's last committed step is cut off when it goes on after a stop.
 */
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, type ReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { jobFileSchema, type JobFileFacts } from '#contract/jobs.ts';

/** What is appended is gathered until it is worth a write. */
const worthWriting = 64 * 1024;

/** Where the files of a tenant's jobs lie. */
export function jobFolder(tenantFolder: string): string {
  return join(tenantFolder, 'jobs');
}

const partPath = (folder: string, id: number): string => join(folder, `${id}.part`);
const wholePath = (folder: string, id: number): string => join(folder, `${id}.whole`);

/** A file under way. Everything appended before {@link sync} is on disk after it. */
export class JobFile {
  readonly name: string;
  readonly mediaType: string;
  readonly #folder: string;
  readonly #id: number;
  readonly #handle: FileHandle;
  #waiting: (string | Uint8Array)[] = [];
  #waitingLength = 0;
  #bytes: number;

  private constructor(folder: string, id: number, name: string, mediaType: string, handle: FileHandle, bytes: number) {
    this.#folder = folder;
    this.#id = id;
    this.name = name;
    this.mediaType = mediaType;
    this.#handle = handle;
    this.#bytes = bytes;
  }

  /** Open it, with the first `bytes` of what an earlier run wrote. @throws the system's error when the disk refuses. */
  static async open(folder: string, id: number, name: string, mediaType: string, bytes: number): Promise<JobFile> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const part = partPath(folder, id);
    // The stop may have come between the renaming and the commit.
    if (!existsSync(part) && existsSync(wholePath(folder, id))) renameSync(wholePath(folder, id), part);
    const handle = await open(part, existsSync(part) ? 'r+' : 'wx', 0o600);
    await handle.truncate(bytes);
    return new JobFile(folder, id, name, mediaType, handle, bytes);
  }

  /** Bytes written so far; exact after {@link sync}. */
  get bytes(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.#bytes === 0 && this.#waiting.length === 0;
  }

  async append(data: string | Uint8Array): Promise<void> {
    this.#waiting.push(data);
    this.#waitingLength += data.length;
    if (this.#waitingLength >= worthWriting) await this.#flush();
  }

  async sync(): Promise<void> {
    await this.#flush();
    await this.#handle.datasync();
  }

  /** The file is whole: from now on it has its final name. */
  async finish(): Promise<JobFileFacts> {
    await this.sync();
    await this.#handle.close();
    renameSync(partPath(this.#folder, this.#id), wholePath(this.#folder, this.#id));
    return { name: this.name, mediaType: this.mediaType, bytes: this.#bytes };
  }

  /** Let go of it; what was synced stays for the next run. */
  async close(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const bytes = Buffer.concat(this.#waiting.map((data) => (typeof data === 'string' ? Buffer.from(data) : data)));
    this.#waiting = [];
    this.#waitingLength = 0;
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.#handle.write(bytes, written, bytes.length - written, this.#bytes);
      written += bytesWritten;
      this.#bytes += bytesWritten;
    }
  }
}

/** A job's finished file as a stream; undefined when it is gone. */
export function readJobFile(folder: string, id: number): ReadStream | undefined {
  const path = wholePath(folder, id);
  return existsSync(path) ? createReadStream(path) : undefined;
}

/** Remove whatever a job wrote. */
export function removeJobFiles(folder: string, id: number): void {
  for (const path of [partPath(folder, id), wholePath(folder, id)]) rmSync(path, { force: true });
}

/** Ids of the jobs that have files. */
export function jobsWithFiles(folder: string): number[] {
  if (!existsSync(folder)) return [];
  const ids = readdirSync(folder).flatMap((name) => /^(\d{1,15})\.(?:part|whole)$/.exec(name)?.[1] ?? []);
  return [...new Set(ids.map(Number))];
}

/** What the row says of a job's file. */
export function fileFacts(json: string | null): JobFileFacts | null {
  return json === null ? null : jobFileSchema.parse(JSON.parse(json));
}
