/** Changes as the wire shows them: the same bodies that the routes answer with. */
import type { JsonObject } from '#contract/wire.ts';

import { sourceNames } from '../../flows/alarm-from-wire.ts';
import type { Change } from '../../flows/change.ts';
import type { Scoped } from '../../flows/device-scope.ts';
import { viewObjects } from '../../flows/managed-object-reads.ts';
import { viewOperation } from '../../flows/operation-reads.ts';
import { composeMeasurement } from '../../measurements/measurement.ts';
import { alarmBody } from './alarm-wire.ts';
import { eventBody } from './event-wire.ts';
import { composeManagedObject } from './managed-object-wire.ts';
import { composeOperation } from './operation-wire.ts';

function objectBody(scoped: Scoped, baseUrl: string, change: Change & { kind: 'managed-object'; action: 'CREATE' | 'UPDATE' }): JsonObject {
  const [view] = viewObjects(scoped, [change.subject], { withChildren: true, withParents: false });
  return view ? composeManagedObject(baseUrl, view) : {};
}

/** What a change is about; of something deleted only the id is left. */
function bodyOf(scoped: Scoped, baseUrl: string, change: Change): JsonObject | string {
  if (change.action === 'DELETE') return change.id;
  switch (change.kind) {
    case 'managed-object':
      return objectBody(scoped, baseUrl, change);
    case 'measurement':
      return composeMeasurement(change.id, baseUrl, change.subject);
    case 'event':
      return eventBody(baseUrl, change.subject);
    case 'alarm':
      return alarmBody(baseUrl, change.subject, sourceNames(scoped.tenant, [change.subject]).get(change.sourceId));
    case 'operation':
      return composeOperation(baseUrl, viewOperation(scoped.tenant, change.subject));
  }
}

/** Texts of a change made already: many clients are told of the same one. */
const made = new WeakMap<Change, Map<string, string>>();

/** A change as a party sees it, as JSON text. */
export function changeText(scoped: Scoped, baseUrl: string, change: Change): string {
  const texts = made.get(change) ?? new Map<string, string>();
  made.set(change, texts);
  // Children a device may not touch are left out of an object, so it has a picture of its own.
  const key = scoped.caller.kind === 'user' ? baseUrl : `${scoped.caller.userName} ${baseUrl}`;
  const text = texts.get(key) ?? JSON.stringify(bodyOf(scoped, baseUrl, change));
  texts.set(key, text);
  return text;
}
