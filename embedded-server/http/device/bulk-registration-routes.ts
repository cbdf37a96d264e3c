/** /devicecontrol/bulkNewDeviceRequests: many devices at once, by a CSV file. */
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

import { ExpectedError } from '#contract/errors.ts';

import { registerInBulk, type BulkOutcome } from '../../flows/bulk-registration.ts';
import { parseBulkRegistration } from '../../managed-objects/bulk-registration.ts';
import { onSite } from './access.ts';
import { maxCollectionBytes } from '../server-options.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

async function* within(stream: Readable, limit: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > limit) throw new ExpectedError('too-large', `The file may have at most ${limit / 1024 / 1024} MB`);
    yield chunk;
  }
}

/** A file that ends before its part does was not sent whole. */
async function whole(stream: Readable): Promise<Buffer> {
  try {
    return await buffer(within(stream, maxCollectionBytes));
  } catch (error) {
    throw error instanceof ExpectedError ? error : new ExpectedError('malformed', 'The file was not sent whole');
  }
}

async function csvOf(request: DeviceRequest): Promise<string> {
  let file: Buffer | undefined;
  if (request.stream) throw new ExpectedError('unsupported-media-type', "Send 'Content-Type: multipart/form-data' with a part named file");
  for await (const part of request.parts()) {
    if (part.kind === 'file') file = await whole(part.stream);
    else if (part.name === 'file') file = Buffer.from(part.value);
  }
  if (!file) throw new ExpectedError('invalid', "The body has no part named 'file'");
  return new TextDecoder().decode(file);
}

function failure({ id, line, reason, status }: BulkOutcome) {
  return { bulkNewDeviceStatus: status, deviceId: id, failureReason: reason, line: String(line) };
}

function summary(outcomes: readonly BulkOutcome[]) {
  const of = (status: BulkOutcome['status']) => outcomes.filter((outcome) => outcome.status === status);
  const updated = of('CREDENTIAL_UPDATED');
  const failed = of('FAILED');
  return {
    numberOfAll: outcomes.length,
    numberOfCreated: of('CREATED').length,
    numberOfFailed: failed.length,
    numberOfSuccessful: outcomes.length - failed.length,
    credentialUpdatedList: updated.map(({ id, status }) => ({ bulkNewDeviceStatus: status, deviceId: id })),
    failedCreationList: failed.map(failure),
  };
}

async function registerMany(request: DeviceRequest): Promise<DeviceReply> {
  const rows = parseBulkRegistration(await csvOf(request));
  const outcomes = await registerInBulk(request.tenant, rows, request.caller.userName);
  const location = `${request.baseUrl}/devicecontrol/newDeviceRequests`;
  return { status: 201, location, body: summary(outcomes), mediaType: 'bulknewdevicerequest', bodyAlways: true };
}

const resource = 'devicecontrol';
const access = onSite('registration:write', 'devices:write');

export const bulkRegistrationRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path: '/devicecontrol/bulkNewDeviceRequests', resource, access, takes: 'stream', handle: registerMany },
];
