/** What a device can be told to do, as simple forms, and the operation each makes. Pure. */
import type { ConsoleCommand } from '#contract/operations.ts';

import { capital } from '../format/capital.ts';

type Fragments = Readonly<Record<string, unknown>>;

export const fieldNames = ['text', 'config', 'name', 'version', 'url', 'action', 'relay', 'file', 'hours', 'search'] as const;
export type FieldName = (typeof fieldNames)[number];

export interface CommandField {
  name: FieldName;
  /** `lines`: text of several lines. `choice`: one of {@link CommandField.choices}. */
  form: 'text' | 'lines' | 'number' | 'choice';
  choices?: readonly string[];
  initial?: string;
  optional?: boolean;
}

export const knownCommands = [
  'c8y_MeasurementRequestOperation',
  'c8y_Restart',
  'c8y_Relay',
  'c8y_Command',
  'c8y_Configuration',
  'c8y_UploadConfigFile',
  'c8y_DownloadConfigFile',
  'c8y_LogfileRequest',
  'c8y_SoftwareUpdate',
  'c8y_SoftwareList',
  'c8y_Firmware',
] as const;
export type KnownCommand = (typeof knownCommands)[number];

export function isKnownCommand(kind: string): kind is KnownCommand {
  return knownCommands.some((known) => known === kind);
}

/** Something happens in the world, which nothing takes back: it is asked for twice. Reading and sending files does not. */
const harmless: ReadonlySet<string> = new Set(['c8y_MeasurementRequestOperation', 'c8y_UploadConfigFile', 'c8y_LogfileRequest']);

export function actuates(kind: string): boolean {
  return !harmless.has(kind);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** What the device says it can do, the common first. */
export function supportedCommands(fragments: Fragments): string[] {
  const said = textsOf(fragments['c8y_SupportedOperations']);
  const known = knownCommands.filter((kind) => said.includes(kind));
  // Two names for one thing: the newer one stands for both.
  const doubled = said.includes('c8y_SoftwareUpdate') ? 'c8y_SoftwareList' : '';
  return [...known.filter((kind) => kind !== doubled), ...said.filter((kind) => !isKnownCommand(kind))];
}

function record(value: unknown): Fragments {
  return typeof value === 'object' && value !== null ? (value as Fragments) : {};
}

function textIn(fragments: Fragments, fragment: string, property: string): string {
  const value = record(fragments[fragment])[property];
  return typeof value === 'string' ? value : '';
}

/** A choice where the device says which there are, else free text. */
function oneOf(name: FieldName, choices: readonly string[]): CommandField {
  return choices.length > 0 ? { name, form: 'choice', choices, initial: choices[0] } : { name, form: 'text' };
}

const packageFields: readonly CommandField[] = [
  { name: 'name', form: 'text' },
  { name: 'version', form: 'text' },
  { name: 'url', form: 'text', optional: true },
];

/** The fields of a command's form; none for one that needs no more words. */
export function fieldsOf(kind: KnownCommand, fragments: Fragments): readonly CommandField[] {
  switch (kind) {
    case 'c8y_MeasurementRequestOperation':
    case 'c8y_Restart':
      return [];
    case 'c8y_Relay':
      return [{ name: 'relay', form: 'choice', choices: ['CLOSED', 'OPEN'], initial: 'CLOSED' }];
    case 'c8y_Command':
      return [{ name: 'text', form: 'lines' }];
    case 'c8y_Configuration':
      return [{ name: 'config', form: 'lines', initial: textIn(fragments, 'c8y_Configuration', 'config') }];
    case 'c8y_UploadConfigFile':
      return [oneOf('file', textsOf(fragments['c8y_SupportedConfigurations']))];
    case 'c8y_DownloadConfigFile':
      return [oneOf('file', textsOf(fragments['c8y_SupportedConfigurations'])), { name: 'url', form: 'text' }];
    case 'c8y_LogfileRequest':
      return [
        oneOf('file', textsOf(fragments['c8y_SupportedLogs'])),
        { name: 'hours', form: 'number', initial: '24' },
        { name: 'search', form: 'text', optional: true },
      ];
    case 'c8y_SoftwareUpdate':
      return [{ name: 'action', form: 'choice', choices: ['install', 'delete'], initial: 'install' }, ...packageFields];
    case 'c8y_SoftwareList':
    case 'c8y_Firmware':
      return packageFields;
  }
}

export type FieldValues = Readonly<Partial<Record<FieldName, string>>>;

/** The first field that is not filled in, or null. */
export function missingField(fields: readonly CommandField[], values: FieldValues): FieldName | null {
  const missing = fields.find(({ name, form, optional }) => {
    const text = (values[name] ?? '').trim();
    return form === 'number' ? !(Number(text) > 0) : !optional && text === '';
  });
  return missing?.name ?? null;
}

const hourMs = 3_600_000;
const maximumLines = 1_000;

function packageOf({ name = '', version = '', url = '' }: FieldValues) {
  return { name: name.trim(), version: version.trim(), url: url.trim() };
}

/** The operation's fragments. @param nowMs ms UTC, for what is asked for of the last hours. */
export function commandFragments(kind: KnownCommand, values: FieldValues, fragments: Fragments, nowMs: number): Record<string, unknown> {
  const { text = '', config = '', file = '', url = '', relay = 'CLOSED', search = '' } = values;
  switch (kind) {
    case 'c8y_MeasurementRequestOperation':
      return { [kind]: { requestName: 'LOG' } };
    case 'c8y_Restart':
      return { [kind]: {} };
    case 'c8y_Relay':
      return { [kind]: { relayState: relay } };
    case 'c8y_Command':
      return { [kind]: { text } };
    case 'c8y_Configuration':
      return { [kind]: { config } };
    case 'c8y_UploadConfigFile':
      return { [kind]: { type: file.trim() } };
    case 'c8y_DownloadConfigFile':
      return { [kind]: { type: file.trim(), url: url.trim() } };
    case 'c8y_LogfileRequest': {
      const dateFrom = new Date(nowMs - Number(values.hours ?? 24) * hourMs).toISOString();
      return { [kind]: { logFile: file.trim(), dateFrom, dateTo: new Date(nowMs).toISOString(), searchText: search.trim(), maximumLines } };
    }
    case 'c8y_SoftwareUpdate':
      return { [kind]: [{ ...packageOf(values), action: values.action ?? 'install' }] };
    case 'c8y_SoftwareList': {
      // The list says all that is to be there: what is there stays.
      const there = Array.isArray(fragments[kind]) ? (fragments[kind] as unknown[]).map(record) : [];
      const wanted = packageOf(values);
      return { [kind]: [...there.filter(({ name }) => name !== wanted.name), wanted] };
    }
    case 'c8y_Firmware':
      return { [kind]: packageOf(values) };
  }
}

/** "c8y_SendConfiguration" → "Send configuration": for what the console has no words of its own. */
export function plainName(kind: string): string {
  const words = kind
    .replace(/^[a-z0-9]+_/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();
  return capital(words);
}

/** The words in a command that say which: the text, the version, the file. */
export function detailOf({ kind, fragments }: Pick<ConsoleCommand, 'kind' | 'fragments'>): string {
  const content = fragments[kind];
  const one = record(Array.isArray(content) ? content.at(-1) : content);
  const words = [one['text'], one['name'], one['version'], one['type'], one['logFile']];
  return words.filter((word): word is string => typeof word === 'string' && word.trim() !== '').join(' ').slice(0, 120);
}

/** What was chosen of two, where that is the command: to which side a relay goes, whether software comes or goes. */
export function choiceOf({ kind, fragments }: Pick<ConsoleCommand, 'kind' | 'fragments'>): 'OPEN' | 'CLOSED' | 'install' | 'delete' | null {
  const content = fragments[kind];
  if (kind === 'c8y_Relay') {
    const { relayState } = record(content);
    return relayState === 'OPEN' || relayState === 'CLOSED' ? relayState : null;
  }
  if (kind !== 'c8y_SoftwareUpdate' || !Array.isArray(content)) return null;
  const actions = new Set(content.map((one) => record(one)['action']));
  const [action] = actions;
  return actions.size === 1 && (action === 'install' || action === 'delete') ? action : null;
}

/** What the device answered in words, such as a command's output; null when it said nothing. */
export function resultOf({ kind, fragments }: Pick<ConsoleCommand, 'kind' | 'fragments'>): string | null {
  const { result } = record(fragments[kind]);
  return typeof result === 'string' && result.trim() !== '' ? result : null;
}

/** The newest command the device has answered, and how long it took from when it was sent. */
export function lastAnswer(commands: readonly ConsoleCommand[]): { endedMs: number; tookMs: number } | null {
  for (const { state, sentMs, endedMs } of commands) {
    if (state === 'done' && endedMs !== null) return { endedMs, tookMs: endedMs - (sentMs ?? endedMs) };
  }
  return null;
}
