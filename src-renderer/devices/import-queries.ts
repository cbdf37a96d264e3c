/** Devices out of a table: upload, look, import. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';

import { uploadedSchema } from '#contract/console/device-import-calls.ts';
import type { CallInput } from '#contract/console-api.ts';

import { ApiError, errorFromReply } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { openJobs } from '../state/jobs-drawer.ts';

export type ImportInput = CallInput<'previewDeviceImport'>;

async function upload(file: File): Promise<string> {
  const request: RequestInit = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file, credentials: 'same-origin' };
  const response = await fetch('/api/uploads', request).catch((error: unknown) => {
    throw new ApiError('unreachable', String(error));
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw errorFromReply(response.status, body, response.headers.get('retry-after'));
  return uploadedSchema.parse(body).inputId;
}

/** Brings a file to the core; the answer is its id. */
export function useUpload() {
  return useMutation({ mutationFn: upload });
}

/** What would become of the table when it is read like this; null asks for nothing. */
export function useImportPreview(input: ImportInput | null) {
  return useQuery({
    queryKey: ['device-import', input],
    queryFn: ({ signal }) => call('previewDeviceImport', input ?? { inputId: '' }, signal),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** Starts the import, as a job. */
export function useImportDevices() {
  return useMutation({ mutationFn: (input: CallInput<'importDevices'>) => call('importDevices', input), onSuccess: () => openJobs() });
}
