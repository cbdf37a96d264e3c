/** What the audit log says was done, and to what, in the reader's language where the catalogues know it. Pure. */
import type { TFunction } from 'i18next';

import type { AuditRecordView } from '#contract/console/audit-calls.ts';

import { recordedTitle } from '../../alarms/alarm-words.ts';
import words from '../../locales/en/audit.json';

type AuditT = TFunction<'audit'>;

/** Say what stands under a key that was put together, if the catalogue has it. */
function said(t: AuditT, table: keyof typeof words, key: string, values: Record<string, unknown> = {}): string | null {
  if (!Object.hasOwn(words[table], key)) return null;
  return (t as unknown as (key: string, values: object) => string)(`${table}.${key}`, values);
}

/** `User signed in` → `userSignedIn`, `trend-export` → `trendExport`. */
function keyOf(text: string): string {
  const [first = '', ...rest] = text.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** What was done, in words; as the record says it where nobody has put it into words. */
export function activityWords(t: AuditT, activity: string): string {
  return said(t, 'activity', keyOf(activity)) ?? activity;
}

/** What kind of thing it was done to: `RetentionRule` and `Managed object` as people call them. */
export function kindWords(t: AuditT, type: string): string {
  return said(t, 'kind', type.toLowerCase().replaceAll(/[^a-z]/g, '')) ?? type;
}

/** How something stands, as the wire says it: `CLEARED`. */
export function stateWords(t: AuditT, state: string): string {
  return said(t, 'state', state) ?? state;
}

/** The text of the record without the activity it begins with. */
function restOf({ activity, text }: AuditRecordView): string {
  return text.startsWith(`${activity}: `) ? text.slice(activity.length + 2) : text === activity ? '' : text;
}

type Reading = (t: AuditT, found: readonly string[], record: AuditRecordView) => string;

/** Which device's command, and how it stands; by its number where the device is gone. */
function deviceCommandWords(t: AuditT, [id, state = '']: readonly string[], { deviceName }: AuditRecordView): string {
  const words = stateWords(t, state);
  return deviceName ? t('object.named', { name: deviceName, state: words }) : t('object.device', { id, state: words });
}

/** Which alarm, and how it stands now, or that somebody only wrote a note. */
function alarmWords(t: AuditT, [text = '', state = '']: readonly string[], { deviceName, changes }: AuditRecordView): string {
  const name = recordedTitle(text, deviceName);
  const changed = changes.map(({ attribute }) => attribute);
  return changed.includes('notes') && !changed.includes('status') ? t('object.noted', { name }) : t('object.state', { name, state: stateWords(t, state) });
}

/** Sentences that the core writes into texts, by the kind of record. */
const sentences: Record<string, readonly (readonly [RegExp, Reading])[]> = {
  User: [[/^(.+) from (\S+)$/, (t, [name, address]) => t('object.from', { name, address })]],
  Display: [[/^(.*) from (\S+)$/, (t, [name, address]) => t('object.from', { name, address })]],
  Alarm: [
    [/^(.*), (ACTIVE|ACKNOWLEDGED|CLEARED)$/s, alarmWords],
    [/^(.*)$/s, (_t, [text = ''], { deviceName }) => recordedTitle(text, deviceName)],
  ],
  Operation: [[/^device (\d+), ([A-Z]+)$/, deviceCommandWords]],
  Job: [[/^(.+)$/, (t, [kind = '']) => said(t, 'job', keyOf(kind)) ?? kind]],
  RetentionRule: [
    [
      /^(\*|[A-Z]+)( \(.*\))?: (\d+) days$/,
      (t, [data = '', , days]) => t('object.retention', { what: said(t, 'data', data === '*' ? 'any' : data) ?? data, count: Number(days) }),
    ],
  ],
  Inventory: [[/^(off|on|learned|every \d+ min)$/, (t, [supervision = '']) => supervisionWords(t, supervision)]],
  Visit: [
    [/^The access of (.+) ended$/, (t, [name]) => t('object.accessEnded', { name })],
    [/^\S+ (came in|left)$/, () => ''],
    [/^\S+: (\S+)$/, (t, [call = '']) => said(t, 'call', call) ?? t('object.call', { call })],
  ],
  Support: [
    [/^Support may come in for (\d+) h$/, (t, [hours]) => t('object.supportHours', { hours })],
    [/^Support may come in until it is ended$/, (t) => t('object.supportOpen')],
    [/^Support (may not come in any more|was not let in)$/, () => ''],
    [/^.+ asks for access: (.+)$/s, (_t, [reason = '']) => reason],
  ],
};

/** What it was done to. */
export function objectWords(t: AuditT, record: AuditRecordView): string {
  const rest = restOf(record);
  for (const [form, say] of sentences[record.type] ?? []) {
    const found = form.exec(rest);
    if (found) return say(t, found.slice(1), record);
  }
  return rest;
}

/** `every 10 min`, `learned`: when somebody is told of a device's silence. */
export function supervisionWords(t: AuditT, supervision: string): string {
  const [, minutes] = /^every (\d+) min$/.exec(supervision) ?? [];
  return minutes === undefined ? (said(t, 'value', supervision) ?? supervision) : t('value.everyMinutes', { minutes });
}
