import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { DeviceSecret } from '#contract/console/device-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { swapsOf, type TypedReading } from '../../devices/counter-readings.ts';
import type { DevicePicture } from '../../devices/device-queries.ts';
import { type Candidate, type Counter, type Exchange, type Replaced, useCounters, useReplaceDevice, useReplacementCandidates, useUndoReplacement } from '../../devices/replacement-queries.ts';
import { numberFieldText } from '../../format/number-fields.ts';
import { useFormats } from '../../format/use-formats.ts';
import type { Language } from '../../state/language.ts';
import { useNow } from '../../state/now.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import { useViewStore } from '../../state/view-store.ts';
import { CounterFields } from './counter-fields.tsx';
import { CurlBlock } from './curl-block.tsx';
import css from './device-life.module.css';
import dialog from './dialog.module.css';

/** Stands for a unit that is not connected yet; ids are digits. */
const notConnected = 'new';
const typingMs = 200;

/** Exchange a broken unit: everything of the place stays, everything of the unit is the new one's. */
export function ReplaceDevice({ device }: { device: DevicePicture }) {
  const { t } = useTranslation('deviceLife');
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<DeviceSecret | null>(null);
  const lost = useIsLost();
  if (!useMay('devices:write') || lost) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('replace.button')}</Button>
      {open && <ReplaceDialog device={device} onSecret={setSecret} onClose={() => setOpen(false)} />}
      {secret && <NewSecret device={device} secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

interface ReplaceDialogProps {
  device: DevicePicture;
  onSecret: (secret: DeviceSecret | null) => void;
  onClose: () => void;
}

/** Opens once the choices are known, so that the focus can begin at the first. */
function ReplaceDialog(props: ReplaceDialogProps) {
  const { isPending } = useReplacementCandidates(props.device.id, '');
  const counters = useCounters(props.device.id);
  return isPending || counters.isPending ? null : <ReplaceForm {...props} counters={counters.data?.counters ?? []} />;
}

/** The last reading stands there already; whoever has read the meter itself knows better. */
function startOf({ fragment, series, last }: Counter, language: Language): TypedReading {
  return { fragment, series, lastOld: numberFieldText(last, language), firstNew: '' };
}

function ReplaceForm({ device, counters, onSecret, onClose }: ReplaceDialogProps & { counters: readonly Counter[] }) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), typingMs);
  const [chosen, setChosen] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState<readonly TypedReading[]>(() => counters.map((counter) => startOf(counter, useViewStore.getState().language)));
  const candidates = useReplacementCandidates(device.id, asked).data?.candidates;
  const { replace, error, isPending } = useReplace(device, onSecret, onClose);
  const submit = () => {
    setTried(true);
    const swaps = swapsOf(typed);
    if (chosen !== null && swaps !== null && !isPending) replace({ unitId: chosen === notConnected ? null : chosen, counters: swaps });
  };
  return (
    <ConfirmDialog title={t('replace.title', { name: device.name })} act={t('replace.button')} onConfirm={submit} onClose={onClose} disabled={isPending}>
      <div className={dialog.fields}>
        <p className="t2">{t('replace.effect')}</p>
        <SearchField label={t('replace.find')} value={search} onChange={setSearch} width="100%" />
        <fieldset className={css.candidates}>
          <legend className="sm t2">{t('replace.which')}</legend>
          {candidates?.map((candidate, index) => (
            <Choice key={candidate.id} first={index === 0} value={candidate.id} chosen={chosen} onChoose={setChosen} title={candidate.name} words={<CandidateWords candidate={candidate} />} />
          ))}
          <Choice value={notConnected} chosen={chosen} onChoose={setChosen} title={t('replace.notConnected')} words={t('replace.notConnectedWhy')} />
        </fieldset>
        <CounterFields counters={counters} typed={typed} onChange={setTyped} />
        {tried && chosen === null && <Problem>{t('replace.chooseFirst')}</Problem>}
        {error && <Problem>{t('replace.notDone', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      </div>
    </ConfirmDialog>
  );
}

interface ChoiceProps {
  value: string;
  chosen: string | null;
  onChoose: (value: string) => void;
  title: string;
  words: ReactNode;
  /** Where the focus begins. */
  first?: boolean;
}

function Choice({ value, chosen, onChoose, title, words, first }: ChoiceProps) {
  return (
    <label className={value === chosen ? `${css.candidate} ${css.chosen}` : css.candidate}>
      <input type="radio" data-autofocus={first || undefined} name="unit" value={value} checked={value === chosen} onChange={() => onChoose(value)} />
      <span>
        <span className="el b">{title}</span>
        <span className="sm t2">{words}</span>
      </span>
    </label>
  );
}

/** "added today 14:02, heard 20 s ago, serial 4711". */
function CandidateWords({ candidate: { type, createdMs, heardMs, externalIds } }: { candidate: Candidate }) {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const now = useNow(60_000);
  const parts = [
    type ?? '',
    t('replace.added', { time: formats.moment(createdMs, now) }),
    heardMs === null ? t('replace.neverHeard') : t('replace.heard', { age: formats.age(now - heardMs) }),
    externalIds.slice(0, 2).join(', '),
  ];
  return <>{parts.filter((part) => part !== '').join(' · ')}</>;
}

function NewSecret({ device, secret, onClose }: { device: DevicePicture; secret: DeviceSecret; onClose: () => void }) {
  const { t } = useTranslation(['devices', 'common', 'deviceLife']);
  return (
    <Modal opened onClose={onClose} title={t('deviceLife:replace.secretTitle', { name: device.name })} size={640} closeButtonProps={{ 'aria-label': t('common:act.close') }}>
      <div className={dialog.fields}>
        <CurlBlock deviceId={device.id} secret={secret} />
        <div className={dialog.end}>
          <Button kind="primary" onClick={onClose}>
            {t('panel.done')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function useReplace(device: DevicePicture, onSecret: (secret: DeviceSecret | null) => void, onDone: () => void) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const { mutateAsync, error, isPending } = useReplaceDevice(device.id);
  const undo = useUndo(device.name);
  const replaced = ({ id, secret }: Replaced) => {
    onDone();
    onSecret(secret);
    return { text: t('replace.done', { name: device.name }), undo: () => undo(id) };
  };
  // What went wrong stands in the dialog.
  const replace = (exchange: Exchange) => void tellOf(mutateAsync(exchange), replaced, () => undefined);
  return { replace, error, isPending };
}

/** Take a replacement back, and say how it went. */
export function useUndo(name: string): (replacementId: string) => void {
  const { t } = useTranslation(['deviceLife', 'common']);
  const { mutate } = useUndoReplacement();
  return (replacementId) =>
    mutate(replacementId, {
      onSuccess: () => showToast({ text: t('replace.undone', { name }) }),
      onError: (error) => showToast({ text: t('replace.notUndone', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
    });
}
