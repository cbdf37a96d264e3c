/** `POST /api/uploads`: a file for a job to work on, as plain bytes. Nothing is looked at here but its size. */
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { mostUploadBytes } from '#contract/console/device-import-calls.ts';
import { ExpectedError } from '#contract/errors.ts';

import type { OpenTenant } from '../../flows/open-tenant.ts';
import { writeInput } from '../../jobs/job-inputs.ts';
import { callerRate, type DispatchParts } from './dispatch.ts';
import { sessionIdOf } from './session-cookie.ts';

/** Who uploads, before any of it is read. @throws ExpectedError 'unauthorized', 'forbidden', 'too-many-requests'. */
function admit(request: FastifyRequest, parts: DispatchParts): OpenTenant {
  const person = parts.personOf(sessionIdOf(request));
  const tenant = person && parts.tenant(person.session.tenant);
  parts.limits?.take(person ? person.session.key : `address ${request.ip}`, callerRate);
  if (!person || !tenant) throw new ExpectedError('unauthorized', 'Sign in first');
  if (!person.permissions.includes('devices:write')) throw new ExpectedError('forbidden', 'Your role does not include this');
  return tenant;
}

/** In a scope of its own, because nowhere else bytes are read. No page of another site may send this type. */
export async function addUploads(server: FastifyInstance, parts: DispatchParts): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: mostUploadBytes }, async (_request: FastifyRequest, body: Buffer) => body);
    scope.post('/api/uploads', {
      bodyLimit: mostUploadBytes,
      onRequest: async (request) => void admit(request, parts),
      handler: async (request) => {
        const tenant = admit(request, parts);
        if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw new ExpectedError('invalid', 'The file is empty', { fields: { file: 'empty' } });
        return { inputId: writeInput(tenant.folder, request.body), bytes: request.body.length };
      },
    });
  });
}
