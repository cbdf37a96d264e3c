/** The parts of a multipart body as the routes see them. */
import type { FastifyRequest } from 'fastify';
import '@fastify/multipart';

import { ExpectedError } from '#contract/errors.ts';

import type { BodyPart } from './route.ts';

/** Fields are small JSON objects and numbers; files are bounded by whoever reads them. */
const limits = { files: 1, fields: 10, fieldSize: 64 * 1024, fieldNameSize: 100, parts: 11, headerPairs: 20, fileSize: Infinity };

const known: Record<string, string> = {
  FST_FILES_LIMIT: 'One file at a time',
  FST_FIELDS_LIMIT: 'The body has too many fields',
  FST_PARTS_LIMIT: 'The body has too many parts',
};

function partError(error: unknown): unknown {
  if (error instanceof ExpectedError || !(error instanceof Error)) return error;
  const words = 'code' in error && typeof error.code === 'string' ? known[error.code] : undefined;
  if (words !== undefined) return new ExpectedError('too-large', words);
  return new ExpectedError('malformed', 'The multipart body cannot be read');
}

/** @throws ExpectedError 'unsupported-media-type' when it is none, 'malformed', 'too-large'. */
export async function* bodyParts(request: FastifyRequest): AsyncGenerator<BodyPart> {
  if (!request.isMultipart()) throw new ExpectedError('unsupported-media-type', "Send 'Content-Type: multipart/form-data' with a part named file");
  const parts = request.parts({ limits })[Symbol.asyncIterator]();
  for (;;) {
    const { value: part, done } = await parts.next().catch((error: unknown) => {
      throw partError(error);
    });
    if (done) return;
    if (part.type === 'file') {
      yield { kind: 'file', name: part.fieldname, fileName: part.filename, contentType: part.mimetype, stream: part.file };
    } else {
      if (part.valueTruncated) throw new ExpectedError('too-large', `The field '${part.fieldname.slice(0, 40)}' is too long`);
      yield { kind: 'field', name: part.fieldname, value: String(part.value) };
    }
  }
}
