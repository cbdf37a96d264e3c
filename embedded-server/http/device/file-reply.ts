/** Files as answers: always to be saved, never to be shown or guessed at by a browser. */
import type { FastifyReply } from 'fastify';

import type { ReplyFile } from './route.ts';

/** RFC 6266: a plain name for old clients, the real one beside it. */
function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

export function sendFile(reply: FastifyReply, { stream, length, contentType, fileName, range }: ReplyFile): FastifyReply {
  if (range !== undefined) reply.header('content-range', range);
  return reply
    .header('content-type', contentType)
    .header('content-length', length)
    .header('accept-ranges', 'bytes')
    .header('content-disposition', disposition(fileName))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(stream);
}
