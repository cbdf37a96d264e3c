/** An event between the wire and its row. Pure. */
import { requireDeviceTime, requireFields, requireJsonObject, requireReferenceId, requireText, type JsonObject } from '#contract/wire.ts';

/** What a client decides about an event. Fragment values are never null. */
export interface EventContent {
  /** Id of the managed object it happened to. */
  sourceId: number;
  type: string;
  text: string;
  timeMs: number;
  fragments: JsonObject;
}

/** What a PUT changes; a fragment of null is removed. */
export interface EventChanges {
  text?: string;
  fragments: JsonObject;
}

const maxTypeLength = 1000;
const maxTextLength = 100_000;

/** Properties that are no fragments. The platform's own are left out, not refused: clients send back what they read. */
const ownProperties: ReadonlySet<string> = new Set(['id', 'self', 'source', 'type', 'text', 'time', 'creationTime', 'lastUpdated']);

function fragmentsIn(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !ownProperties.has(key)));
}

function withoutNulls(fragments: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fragments).filter(([, value]) => value !== null));
}

/** What a POST says. @throws ExpectedError 'invalid' naming what is missing or wrong. */
export function parseEvent(body: unknown): EventContent {
  const event = requireJsonObject(body, 'an event');
  requireFields(event, ['source', 'type', 'text', 'time']);
  return {
    sourceId: requireReferenceId(event['source'], 'source'),
    type: requireText(event['type'], 'type', maxTypeLength),
    text: requireText(event['text'], 'text', maxTextLength),
    timeMs: requireDeviceTime(event['time']),
    fragments: withoutNulls(fragmentsIn(event)),
  };
}

/** What a PUT says: text and fragments; source, type and time of an event never change. @throws as {@link parseEvent}. */
export function parseEventChanges(body: unknown): EventChanges {
  const event = requireJsonObject(body, 'an event');
  const fragments = fragmentsIn(event);
  return event['text'] === undefined ? { fragments } : { text: requireText(event['text'], 'text', maxTextLength), fragments };
}

/** Text and fragments after a change: each fragment is replaced as a whole. */
export function applyEventChanges(
  before: Pick<EventContent, 'text' | 'fragments'>,
  changes: EventChanges,
): Pick<EventContent, 'text' | 'fragments'> {
  return {
    text: changes.text ?? before.text,
    fragments: withoutNulls({ ...before.fragments, ...changes.fragments }),
  };
}
