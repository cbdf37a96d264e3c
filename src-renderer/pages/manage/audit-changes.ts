/** The parts of a change in the audit log, named and said in the reader's language. Pure. */
import type { TFunction } from 'i18next';

import type { AuditRecordView } from '#contract/console/audit-calls.ts';
import { roleSchema } from '#contract/tenants.ts';
import { severitySchema } from '#contract/alarms.ts';

import type { Formats } from '../../format/use-formats.ts';
import words from '../../locales/en/audit.json';
import { stateWords, supervisionWords } from './audit-words.ts';

type AuditT = TFunction<['audit', 'common']>;

/** What it takes to say a value. */
export interface ChangeVoice {
  t: AuditT;
  formats: Pick<Formats, 'full' | 'reading'>;
  /** What a record is about: rules keep their parts in versions. */
  type: string;
}

function nameOf(t: AuditT, attribute: string): string {
  if (!Object.hasOwn(words.attribute, attribute)) return attribute;
  return t(`attribute.${attribute as keyof typeof words.attribute}`);
}

/** Values that mean something only under their attribute. */
const byAttribute: Record<string, (value: string, voice: ChangeVoice) => string> = {
  role: (value, { t }) => {
    const role = roleSchema.safeParse(value);
    return role.success ? t(`common:role.${role.data}`) : value;
  },
  severity: (value, { t }) => {
    const severity = severitySchema.safeParse(value);
    return severity.success ? t(`common:severity.${severity.data}`) : value;
  },
  status: (value, { t }) => stateWords(t, value),
  supervision: (value, { t }) => supervisionWords(t, value),
  password: (_value, { t }) => t('value.changed'),
  unit: (value, { t }) => (value === 'new credential' ? t('value.newCredential') : value),
};

function objectText(value: object, { t, type }: ChangeVoice): string {
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object') ? value.join(', ') : t('value.parts');
  if ('state' in value && typeof value.state === 'string') return stateWords(t, value.state === 'not-asked' ? 'notAsked' : value.state);
  return t(type === 'Rule' ? 'value.whole' : 'value.parts');
}

function isTime(attribute: string): boolean {
  return /Ms$|Until$/.test(attribute);
}

/** A value of a change as a person reads it. */
export function valueWords(attribute: string, value: unknown, voice: ChangeVoice): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return voice.t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') return isTime(attribute) ? voice.formats.full(value) : voice.formats.reading(value);
  if (typeof value === 'object') return objectText(value, voice);
  const text = String(value);
  return Object.hasOwn(byAttribute, attribute) ? (byAttribute[attribute]?.(text, voice) ?? text) : text;
}

/** Each change as a name and what it was and is. */
export function changeFacts(record: AuditRecordView, voice: Omit<ChangeVoice, 'type'>): { name: string; before: string; after: string }[] {
  const whole = { ...voice, type: record.type };
  return record.changes.map(({ attribute, previousValue, newValue }) => {
    const [before, after] = [valueWords(attribute, previousValue, whole), valueWords(attribute, newValue, whole)];
    // Two parts that both read "another one" say it once.
    return { name: nameOf(voice.t, attribute), before: before === after ? '' : before, after: after === '' ? voice.t('value.nothing') : after };
  });
}
