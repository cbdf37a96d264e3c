/** External ids: the names devices and other systems know an object by; unique per type and value. Pure. */
import { requireFields, requireJsonObject, requireText } from '#contract/wire.ts';

export interface ExternalId {
  type: string;
  externalId: string;
}

const maxLength = 1000;

/** @throws ExpectedError 'invalid'. */
export function parseExternalId(body: unknown): ExternalId {
  const object = requireJsonObject(body, 'an external id');
  requireFields(object, ['type', 'externalId']);
  return {
    type: requireText(object['type'], 'type', maxLength),
    externalId: requireText(object['externalId'], 'externalId', maxLength),
  };
}
