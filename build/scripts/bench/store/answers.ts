/** Where an answer ends within the bytes of a connection that never has two under way. */

export interface Answer {
  ok: boolean;
  /** Of all of it, head included. */
  bytes: number;
  /** What it says when it is no good. */
  text: string;
}

export interface AnswerReader {
  /** Take what has come. @returns the answer once it is whole. */
  feed(chunk: Buffer): Answer | null;
}

const endOfHead = Buffer.from('\r\n\r\n');
const endOfChunks = Buffer.from('0\r\n\r\n');
const shownBytes = 1_500;

interface Head {
  ok: boolean;
  /** Bytes of head and body; null when the body says itself where it ends. */
  length: number | null;
}

function headOf(bytes: Buffer): Head | null {
  const end = bytes.indexOf(endOfHead);
  if (end < 0) return null;
  const text = bytes.toString('latin1', 0, end);
  const status = Number(text.slice(9, 12));
  const ok = status >= 200 && status < 300;
  if (/\r\ntransfer-encoding: *chunked/i.test(text)) return { ok, length: null };
  const length = status === 204 ? 0 : Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
  return { ok, length: end + endOfHead.length + length };
}

/** HTTP/1.1 with a length, chunked, or without a body. */
export class HttpAnswers implements AnswerReader {
  #parts: Buffer[] = [];
  #bytes = 0;
  #head: Head | null = null;

  feed(chunk: Buffer): Answer | null {
    this.#parts.push(chunk);
    this.#bytes += chunk.length;
    this.#head ??= headOf(this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts));
    if (!this.#head || !this.#isWhole(this.#head, chunk)) return null;
    const { ok } = this.#head;
    const answer = { ok, bytes: this.#bytes, text: ok ? '' : Buffer.concat(this.#parts).toString('latin1', 0, shownBytes) };
    this.#parts = [];
    this.#bytes = 0;
    this.#head = null;
    return answer;
  }

  #isWhole({ length }: Head, last: Buffer): boolean {
    if (length !== null) return this.#bytes >= length;
    const tail = last.length >= endOfChunks.length ? last : Buffer.concat(this.#parts.slice(-endOfChunks.length));
    return tail.subarray(-endOfChunks.length).equals(endOfChunks);
  }
}

const headBytes = 5;
const readyForQuery = 0x5a;
const errorResponse = 0x45;

/** PostgreSQL: messages up to ReadyForQuery. */
export class PostgresAnswers implements AnswerReader {
  #rest: Buffer = Buffer.alloc(0);
  #skip = 0;
  #bytes = 0;
  /** Null while nothing went wrong; what of the error came with its head. */
  #error: string | null = null;

  feed(chunk: Buffer): Answer | null {
    this.#bytes += chunk.length;
    const bytes: Buffer = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = Math.min(this.#skip, bytes.length);
    this.#skip -= at;
    while (this.#skip === 0 && at + headBytes <= bytes.length) {
      const type = bytes[at];
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      if (type === errorResponse) this.#error ??= bytes.toString('latin1', at + headBytes, Math.min(end, bytes.length, at + shownBytes));
      if (type === readyForQuery && end > bytes.length) break;
      if (type === readyForQuery) return this.#finish();
      this.#skip = Math.max(0, end - bytes.length);
      at = Math.min(end, bytes.length);
    }
    this.#rest = bytes.subarray(at);
    return null;
  }

  #finish(): Answer {
    const answer = { ok: this.#error === null, bytes: this.#bytes, text: this.#error ?? '' };
    this.#rest = Buffer.alloc(0);
    this.#bytes = 0;
    this.#error = null;
    return answer;
  }
}
