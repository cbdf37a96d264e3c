/** Files as they are uploaded: raw, or as a part of a multipart body with fields before or after it. */
import { ExpectedError } from '#contract/errors.ts';

import type { ReceivedFile } from '../../binaries/binary-folder.ts';
import { dropUpload, type Upload } from '../../flows/binaries.ts';
import { parseJson } from '../limits.ts';
import type { BodyPart, DeviceRequest } from './route.ts';

/** Bytes of a multipart body that are not the file's. */
const wrapping = 128 * 1024;
const anyBytes = 'application/octet-stream';
const mediaType = /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}(\s*;[\x20-\x7e]{0,200})?$/;

/** A header value a client may have made up is sent back later: nothing but a media type will do. */
export function contentTypeOf(header: string | undefined): string {
  return header !== undefined && mediaType.test(header) ? header : anyBytes;
}

/** The last part of a path, without signs that have a meaning of their own. */
function safeName(name: string | undefined, otherwise: string): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  const clean = [...last.toWellFormed()].filter((sign) => sign >= ' ' && sign !== '\x7f').join('').trim();
  return clean === '' || clean === '.' || clean === '..' ? otherwise : clean.slice(0, 255);
}

function announced(request: DeviceRequest): number | undefined {
  const text = request.header('content-length');
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

export interface Uploaded extends Upload {
  /** The JSON of the part `object`; undefined without one. */
  object: unknown;
}

class Parts {
  readonly #request: DeviceRequest;
  #file: { received: ReceivedFile; part: BodyPart & { kind: 'file' } } | undefined;
  #object: unknown;

  constructor(request: DeviceRequest) {
    this.#request = request;
  }

  async take(part: BodyPart): Promise<void> {
    if (part.kind === 'field') {
      if (part.name === 'object') this.#object = parseJson(Buffer.from(part.value));
      return;
    }
    const length = announced(this.#request);
    const received = await this.#request.tenant.binaries.receive(part.stream, length === undefined ? undefined : Math.max(0, length - wrapping));
    this.#file = { received, part };
  }

  uploaded(otherwise: string): Uploaded {
    if (!this.#file) throw new ExpectedError('invalid', "The body has no part named 'file'");
    const { received, part } = this.#file;
    return { file: received, object: this.#object, contentType: contentTypeOf(part.contentType), name: safeName(part.fileName, otherwise) };
  }

  /** What came in is of no use. */
  drop(): void {
    if (this.#file) dropUpload(this.#request.tenant, this.#file.received);
  }
}

async function receiveParts(request: DeviceRequest, otherwise: string): Promise<Uploaded> {
  const parts = new Parts(request);
  try {
    for await (const part of request.parts()) await parts.take(part);
    return parts.uploaded(otherwise);
  } catch (error) {
    parts.drop();
    throw error;
  }
}

function nameInHeader(request: DeviceRequest): string | undefined {
  return /filename="?([^";]{1,255})"?/i.exec(request.header('content-disposition') ?? '')?.[1];
}

/**
 * Take the file of a request in, whichever way it is sent.
 * @param otherwise name of a file that has none.
 * @throws ExpectedError as {@link BinaryFolder.receive}, 'invalid' without a file.
 */
export async function receiveUpload(request: DeviceRequest, otherwise: string): Promise<Uploaded> {
  const { stream } = request;
  if (!stream) return receiveParts(request, otherwise);
  const file = await request.tenant.binaries.receive(stream, announced(request));
  return { file, object: undefined, contentType: contentTypeOf(request.header('content-type')), name: safeName(nameInHeader(request), otherwise) };
}
