/** Channels clients subscribe to. Pure. */

export const topics = ['managedobjects', 'measurements', 'events', 'alarms', 'operations'] as const;
export type Topic = (typeof topics)[number];

/** Topics that can also be had with everything below an object. */
const withChildren: readonly Topic[] = ['events', 'alarms'];

export interface Channel {
  /** As clients name it and as they get its messages: `/alarms/12`, `/alarms/*`. */
  name: string;
  /** The object it is about, or null for all. */
  objectId: number | null;
}

const named = /^\/([A-Za-z]{1,40})\/(\d{1,15}|\*{1,2})$/;

function isTopic(word: string): boolean {
  const bare = word.replace(/WithChildren$/, '') as Topic;
  return bare === word ? topics.includes(bare) : withChildren.includes(bare);
}

/** A channel of the real-time endpoint, such as `/alarmsWithChildren/12`; null for anything else. */
export function parseChannel(text: string): Channel | null {
  const [, topic = '', id = ''] = named.exec(text) ?? [];
  if (!isTopic(topic)) return null;
  return id.startsWith('*') ? { name: `/${topic}/*`, objectId: null } : { name: `/${topic}/${Number(id)}`, objectId: Number(id) };
}

/** A channel of the operations endpoint: `/<agentId>`; null for anything else. */
export function parseAgentChannel(text: string): Channel | null {
  const [, id] = /^\/(\d{1,15})$/.exec(text) ?? [];
  return id === undefined ? null : { name: `/${Number(id)}`, objectId: Number(id) };
}
