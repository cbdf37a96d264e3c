import { Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import controls from '../../components/controls.module.css';
import { Problem } from '../../components/problem.tsx';
import { type CommandDraft, useSendCommand } from '../../devices/command-queries.ts';
import {
  actuates,
  commandFragments,
  type CommandField,
  fieldsOf,
  type FieldValues,
  isKnownCommand,
  missingField,
  supportedCommands,
} from '../../devices/commands.ts';
import type { DevicePicture } from '../../devices/device-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import { coreNow } from '../../state/now.ts';
import { showToast } from '../../state/toast-store.ts';
import { useCommandName } from './command-words.ts';
import css from './dialog.module.css';

const hourMs = 3_600_000;
/** A command nobody takes for so long is not meant any more, ms; `never` waits for ever. */
const expiries = [hourMs / 6, hourMs, 24 * hourMs, 7 * 24 * hourMs] as const;
/** Stands for a command put down as JSON. */
const raw = 'raw';

interface NewCommandDialogProps {
  device: DevicePicture;
  onClose: () => void;
}

/** What it can do by its own word, each as a simple form; anything else as JSON, last in the list. */
export function NewCommandDialog({ device, onClose }: NewCommandDialogProps) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const offered = supportedCommands(device.fragments);
  const [kind, setKind] = useState(offered[0] ?? raw);
  const [expiry, setExpiry] = useState(String(24 * hourMs));
  const [values, setValues] = useState<FieldValues>({});
  const [json, setJson] = useState('');
  const [tried, setTried] = useState(false);
  const nameOf = useCommandName();
  const { send, error, isPending } = useSend(device, onClose);
  const fields = isKnownCommand(kind) ? fieldsOf(kind, device.fragments) : [];
  const filled = { ...initialValues(fields), ...values };
  const missing = isKnownCommand(kind) ? missingField(fields, filled) : null;
  const fragments = isKnownCommand(kind) ? commandFragments(kind, filled, device.fragments, coreNow()) : parseRaw(kind, json);
  const submit = () => {
    setTried(true);
    if (missing !== null || fragments === null || isPending) return;
    send({ fragments, ...(expiry !== 'never' && { expiresMs: coreNow() + Number(expiry) }) }, kind === raw ? t('command.raw') : nameOf(kind));
  };
  const choose = (chosen: string) => {
    setKind(chosen);
    setValues({});
    setTried(false);
  };
  return (
    <ConfirmDialog title={t('command.newTitle', { name: device.name })} act={t('command.send')} onConfirm={submit} onClose={onClose} disabled={isPending}>
      <div className={css.fields}>
        {offered.length === 0 && <p className="t2">{t('command.saysNothing')}</p>}
        <KindField offered={offered} value={kind} onChange={choose} />
        {fields.map((field, index) => (
          <Field
            key={`${kind} ${field.name}`}
            field={field}
            value={filled[field.name] ?? ''}
            missing={tried && missing === field.name}
            focus={index === 0}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
        {!isKnownCommand(kind) && <RawField kind={kind} value={json} bad={tried && fragments === null} onChange={setJson} />}
        <ExpiryField value={expiry} onChange={setExpiry} />
        {actuates(kind) && <p className="sm t2">{t('command.actuates', { name: device.name })}</p>}
        {error && <Problem>{t('command.notSent', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      </div>
    </ConfirmDialog>
  );
}

function initialValues(fields: readonly CommandField[]): FieldValues {
  return Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial]));
}

/** A command without a form: its content as JSON under its own name, or all of the operation's fragments. */
function parseRaw(kind: string, json: string): Record<string, unknown> | null {
  try {
    const content: unknown = json.trim() === '' && kind !== raw ? {} : JSON.parse(json);
    if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
    const fragments = kind === raw ? (content as Record<string, unknown>) : { [kind]: content };
    return Object.keys(fragments).length === 0 ? null : fragments;
  } catch {
    return null;
  }
}

function KindField({ offered, value, onChange }: { offered: readonly string[]; value: string; onChange: (kind: string) => void }) {
  const { t } = useTranslation('deviceLife');
  const nameOf = useCommandName();
  const choices = [...offered.map((kind) => ({ value: kind, label: nameOf(kind) })), { value: raw, label: t('command.raw') }];
  return <Choice label={t('command.what')} choices={choices} value={value} focus onChange={onChange} />;
}

function ExpiryField({ value, onChange }: { value: string; onChange: (expiry: string) => void }) {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const choices = [
    ...expiries.map((ms) => ({ value: String(ms), label: t('command.expiryAfter', { span: formats.age(ms) }) })),
    { value: 'never', label: t('command.expiryNever') },
  ];
  return <Choice label={t('command.expiry')} choices={choices} value={value} onChange={onChange} />;
}

interface ChoiceProps {
  label: string;
  choices: readonly { value: string; label: string }[];
  value: string;
  focus?: boolean;
  onChange: (value: string) => void;
}

function Choice({ label, choices, value, focus, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      data={[...choices]}
      value={value}
      allowDeselect={false}
      data-autofocus={focus || undefined}
      withScrollArea={false}
      withCheckIcon={false}
      classNames={{ options: controls.options }}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}

interface FieldProps {
  field: CommandField;
  value: string;
  missing: boolean;
  focus: boolean;
  onChange: (value: string) => void;
}

function Field({ field, value, missing, onChange }: FieldProps): ReactNode {
  const { t } = useTranslation('deviceLife');
  const { name, form, choices = [], optional = false } = field;
  const word = t(`command.field.${name}`);
  const label = optional ? t('command.optional', { field: word }) : word;
  const error = missing ? t('command.fieldMissing') : undefined;
  const change = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  if (form === 'choice') {
    const named = name === 'relay' || name === 'action';
    const shown = choices.map((one) => ({ value: one, label: named ? t(`command.choice.${one as 'OPEN'}`) : one }));
    return <Choice label={label} choices={shown} value={value} onChange={onChange} />;
  }
  if (form === 'lines') return <Textarea label={label} value={value} error={error} autosize minRows={3} maxRows={12} maxLength={50_000} onChange={change} />;
  return <TextInput label={label} value={value} error={error} maxLength={2_000} inputMode={form === 'number' ? 'numeric' : undefined} onChange={change} />;
}

function RawField({ kind, value, bad, onChange }: { kind: string; value: string; bad: boolean; onChange: (json: string) => void }) {
  const { t } = useTranslation('deviceLife');
  return (
    <Textarea
      label={t(kind === raw ? 'command.rawAll' : 'command.rawContent')}
      placeholder={kind === raw ? '{"c8y_Restart": {}}' : '{}'}
      value={value}
      error={bad ? t('command.rawBad') : undefined}
      autosize
      minRows={4}
      maxRows={14}
      maxLength={100_000}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function useSend(device: DevicePicture, onDone: () => void) {
  const { t } = useTranslation('deviceLife');
  const { mutate, error, isPending } = useSendCommand(device.id);
  const send = (draft: CommandDraft, what: string) => {
    const onSuccess = () => {
      onDone();
      showToast({ text: t('command.queued', { what, name: device.name }) });
    };
    mutate(draft, { onSuccess });
  };
  return { send, error, isPending };
}
