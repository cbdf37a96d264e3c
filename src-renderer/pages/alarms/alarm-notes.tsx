import { Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AlarmNote, ConsoleAlarm } from '#contract/alarms.ts';

import { updateAlarm } from '../../alarms/alarm-updates.ts';
import { errorCodeOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { Button } from '../../components/button.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useNow } from '../../state/now.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './alarm-panel.module.css';

/** What people wrote about this alarm, and room for more. */
export function AlarmNotes({ alarm, mayWrite }: { alarm: ConsoleAlarm; mayWrite: boolean }) {
  const { t } = useTranslation('alarms');
  if (alarm.notes.length === 0 && !mayWrite) return null;
  return (
    <PanelSection title={t('notes')}>
      {alarm.notes.map((note) => (
        <Note key={`${note.timeMs} ${note.text}`} note={note} />
      ))}
      {mayWrite && <NoteField alarmId={alarm.id} />}
    </PanelSection>
  );
}

function Note({ note }: { note: AlarmNote }) {
  const { t } = useTranslation('alarms');
  const formats = useFormats();
  const now = useNow(60_000);
  return (
    <div className={css.note}>
      <p>{note.text}</p>
      <p className="sm t3" title={formats.full(note.timeMs)}>
        {t('who', { name: note.by, time: formats.moment(note.timeMs, now) })}
      </p>
    </div>
  );
}

/** Enter saves; Shift and Enter begins a new line; N comes here. Without contact it keeps what was typed and does not send. */
function NoteField({ alarmId }: { alarmId: string }) {
  const { t } = useTranslation('alarms');
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const { save, saving } = useAddNote(alarmId, () => setText(''));
  const off = useIsLost() || saving;
  const submit = () => {
    if (text.trim() !== '' && !off) save(text.trim());
  };
  useKeys('panel', [{ key: 'N', label: t('noteKey'), run: () => field.current?.focus() }]);
  return (
    <>
      <Textarea
        ref={field}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={1000}
        aria-label={t('addNote')}
        placeholder={t('addNote')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      {text.trim() !== '' && (
        <div style={{ marginTop: 8 }}>
          <Button keyHint="Enter" disabled={off} onClick={submit}>
            {t('saveNote')}
          </Button>
        </div>
      )}
    </>
  );
}

function useAddNote(id: string, onSaved: () => void): { save: (text: string) => void; saving: boolean } {
  const { t } = useTranslation(['alarms', 'common']);
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (text: string) => call('addAlarmNote', { id, text }),
    onSuccess: (alarm) => {
      updateAlarm(client, alarm);
      onSaved();
    },
    // The words stay in the field: nothing typed is lost.
    onError: (error) => showToast({ text: t('noteFailed', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
  });
  return { save: mutate, saving: isPending };
}
