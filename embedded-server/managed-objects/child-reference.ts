/**
 * What is posted to a collection of children: a reference, several, or a new object to create and link.
 * The body's shape decides, for clients send references as plain application/json. Pure.
 */
import { ExpectedError } from '#contract/errors.ts';
import { isJsonObject, parseId, requireJsonObject } from '#contract/wire.ts';

import { parseContent, type ObjectContent } from './managed-object.ts';

export type PostedChild =
  | { kind: 'reference'; id: number }
  | { kind: 'references'; ids: number[] }
  | { kind: 'new'; content: ObjectContent };

/** Id out of `{"managedObject":{"id":"2"}}` or `{"managedObject":{"self":"http://…/2"}}`; null when it is neither. */
function referenceId(reference: unknown): number | null {
  const object = isJsonObject(reference) ? reference['managedObject'] : undefined;
  if (!isJsonObject(object)) return null;
  const { id, self } = object;
  if (id !== undefined) return parseId(id);
  return typeof self === 'string' ? parseId(self.slice(self.lastIndexOf('/') + 1)) : null;
}

function requireReference(reference: unknown): number {
  const id = referenceId(reference);
  if (id === null) throw new ExpectedError('invalid', "a reference must be {\"managedObject\":{\"id\":\"…\"}}");
  return id;
}

/**
 * @param mediaType lower-case vendor type name, or null for plain JSON.
 * @throws ExpectedError 'invalid'.
 */
export function parsePostedChild(body: unknown, mediaType: string | null): PostedChild {
  const object = requireJsonObject(body, 'a child reference');
  const list = object['references'];
  if (Array.isArray(list) && mediaType !== 'managedobject') return { kind: 'references', ids: list.map(requireReference) };
  if (isJsonObject(object['managedObject'])) return { kind: 'reference', id: requireReference(object) };
  if (mediaType?.startsWith('managedobjectreference')) return { kind: 'reference', id: requireReference(object) };
  return { kind: 'new', content: parseContent(object) };
}
