import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleCommand } from '#contract/operations.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { useCancelCommand, useCommands } from '../../devices/command-queries.ts';
import { resultOf } from '../../devices/commands.ts';
import type { DevicePicture } from '../../devices/device-queries.ts';
import { showToast } from '../../state/toast-store.ts';
import { commandIcons, useCommandState, useCommandTitle } from './command-words.ts';
import css from './device-life.module.css';
import { NewCommandDialog } from './new-command-dialog.tsx';

/** Shown at once, and on asking. */
const few = 5;
const many = 200;

/** What the device was told to do and how that stands; a new command. */
export function DeviceCommands({ id, device }: { id: string; device: DevicePicture }) {
  const { t } = useTranslation('deviceLife');
  const [all, setAll] = useState(false);
  const { data, error } = useCommands(device.id, all ? many : few);
  const commands = data?.commands ?? [];
  const left = (data?.total ?? 0) - commands.length;
  return (
    <PanelSection id={id} title={t('command.title')} end={<NewCommand device={device} />}>
      {error && !data && <p className="t3">{t('command.unreadable')}</p>}
      {data && commands.length === 0 && <p className="t3">{t('command.none')}</p>}
      <ul className={css.commands}>
        {commands.map((command) => (
          <CommandLine key={command.id} command={command} expectedMs={device.life.expectedMs} />
        ))}
      </ul>
      {left > 0 && !all && (
        <button type="button" className={`${css.link} ${css.more} t2`} onClick={() => setAll(true)}>
          {t('command.more', { count: left })}
        </button>
      )}
    </PanelSection>
  );
}

function NewCommand({ device }: { device: DevicePicture }) {
  const { t } = useTranslation('deviceLife');
  const [open, setOpen] = useState(false);
  const lost = useIsLost();
  if (!useMay('devices:write') || lost) return null;
  return (
    <>
      <button type="button" className={css.link} onClick={() => setOpen(true)}>
        {t('command.new')}
      </button>
      {open && <NewCommandDialog device={device} onClose={() => setOpen(false)} />}
    </>
  );
}

function CommandLine({ command, expectedMs }: { command: ConsoleCommand; expectedMs: number | null }) {
  const title = useCommandTitle()(command);
  const state = useCommandState()(command, expectedMs);
  const result = resultOf(command);
  const over = command.state === 'done' || command.state === 'canceled';
  return (
    <li className={css.command}>
      <Icon name={commandIcons[command.state]} />
      <span className={over ? 't2' : undefined}>
        <span className="el" title={title}>
          {title}
        </span>
        {command.state !== 'done' && <div className="sm t3">{state}</div>}
      </span>
      {command.state === 'done' ? <span className="t3 nw">{state}</span> : <CancelCommand command={command} title={title} />}
      {result !== null && (
        <pre className={css.result} tabIndex={0}>
          {result}
        </pre>
      )}
    </li>
  );
}

/** Take it back while no device has taken it. One that was read already may be carried out all the same: the words say so. */
function CancelCommand({ command, title }: { command: ConsoleCommand; title: string }) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const { mutate, isPending } = useCancelCommand();
  const lost = useIsLost();
  const may = useMay('devices:write') && !lost;
  const cancelable = command.state === 'waits' || command.state === 'sent';
  if (!may || !cancelable) return <span />;
  const onError = (error: unknown) => {
    const code = errorCodeOf(error);
    showToast({ text: code === 'conflict' ? t('command.takenAlready') : t('command.notCanceled', { why: t(`common:error.${code}`) }) });
  };
  const onSuccess = () => showToast({ text: t(command.state === 'sent' ? 'command.canceledSent' : 'command.canceledText', { title }) });
  return (
    <button
      type="button"
      className={`${css.link} t2`}
      aria-label={t('command.cancelNamed', { title })}
      disabled={isPending}
      onClick={() => mutate(command.id, { onSuccess, onError })}
    >
      {t('common:act.cancel')}
    </button>
  );
}
