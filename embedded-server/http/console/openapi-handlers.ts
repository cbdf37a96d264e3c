/** The description of everything that can be called. */
import type { OpenApiDocument } from '#contract/openapi.ts';

import { openApiDocument } from '../openapi/document.ts';
import type { ConsoleHandlers } from './call.ts';

export function openApiHandlers({ deviceUrl, version }: { deviceUrl(): string; version: string }): Pick<ConsoleHandlers, 'openApi'> {
  let made: Promise<OpenApiDocument> | undefined;
  return { openApi: () => (made ??= openApiDocument(deviceUrl(), version)) };
}
