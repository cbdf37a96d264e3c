/** `GET /api/jobs/:id/file`: the file a job made, streamed, always as an attachment. */
import type { FastifyInstance } from 'fastify';

import { idParam } from '#contract/endpoint.ts';
import { ExpectedError } from '#contract/errors.ts';

import { fileFacts, jobFolder, readJobFile } from '../../jobs/job-files.ts';
import { parseInput } from '../parse-input.ts';
import { callerRate, type DispatchParts } from './dispatch.ts';
import { jobViews, viewerOf } from './job-handlers.ts';
import { sessionIdOf } from './session-cookie.ts';

/** A file's name for the browser: plain letters for old ones, all of it as RFC 5987 writes it. */
export function attachmentHeader(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9._ -]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

export function addJobFiles(server: FastifyInstance, parts: DispatchParts): void {
  server.get('/api/jobs/:id/file', (request, reply) => {
    const person = parts.personOf(sessionIdOf(request));
    const tenant = person && parts.tenant(person.session.tenant);
    parts.limits?.take(person ? person.session.key : `address ${request.ip}`, callerRate);
    if (!person || !tenant) throw new ExpectedError('unauthorized', 'Sign in first');
    const row = jobViews.requireSeen(tenant, viewerOf(person), Number(parseInput(idParam, request.params).id));
    const facts = fileFacts(row.file);
    const stream = facts && readJobFile(jobFolder(tenant.folder), row.id);
    if (!stream) throw new ExpectedError('not-found', 'This job has no file, or it is kept no longer');
    return reply
      .header('content-disposition', attachmentHeader(facts.name))
      .header('content-length', facts.bytes)
      .type(facts.mediaType)
      .send(stream);
  });
}
