import { TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useAddDevice } from '../../devices/device-queries.ts';
import css from './connection.module.css';
import { CurlBlock } from './curl-block.tsx';
import { FirstValue } from './first-value.tsx';

interface ConnectDeviceProps {
  /** The group the device is put in; null leaves it outside of any. */
  groupId: string | null;
  /** Where it was asked for: a page has larger controls than a panel. */
  large?: boolean | undefined;
  /** A name to begin with, and what kind of device it is. */
  name?: string;
  kind?: string;
  /** Below the box once the first value is there. */
  after?: ((seriesId: string) => ReactNode) | undefined;
  /** The device was created. */
  onCreated: (deviceId: string) => void;
}

/** Name it, paste one line, see the first value arrive. */
export function ConnectDevice({ groupId, large = false, name: proposed = '', kind = '', after, onCreated }: ConnectDeviceProps) {
  const add = useAddDevice();
  const create = (name: string) => add.mutate({ name, type: kind || undefined, groupId }, { onSuccess: ({ device }) => onCreated(device.id) });
  if (!add.data) return <NameForm large={large} proposed={proposed} kind={kind} onCreate={create} pending={add.isPending} error={add.error} />;
  const { device, secret } = add.data;
  return (
    <div className={css.steps}>
      <CurlBlock deviceId={device.id} secret={secret} />
      <FirstValue deviceId={device.id} createdMs={device.createdMs} after={after} />
    </div>
  );
}

interface NameFormProps {
  large: boolean;
  proposed: string;
  kind: string;
  onCreate: (name: string) => void;
  pending: boolean;
  error: Error | null;
}

function NameForm({ large, proposed, kind, onCreate, pending, error }: NameFormProps) {
  const { t } = useTranslation('devices');
  const { t: tc } = useTranslation('common');
  const [name, setName] = useState(proposed);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && !pending) onCreate(name.trim());
  };
  return (
    <form className={css.steps} onSubmit={submit} noValidate>
      <div className={css.name}>
        <TextInput
          label={t('connect.name')}
          placeholder={t('connect.nameExample')}
          value={name}
          size={large ? 'lg' : 'md'}
          maxLength={120}
          autoFocus
          data-autofocus
          aria-invalid={tried && name.trim() === ''}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button kind="primary" type="submit" large={large} keyHint="Enter" disabled={pending}>
          {t('connect.create')}
        </Button>
      </div>
      {kind !== '' && <p className="sm t3">{t('connect.kind', { kind })}</p>}
      {tried && name.trim() === '' && <Problem>{t('connect.nameMissing')}</Problem>}
      {error && <Problem>{t('connect.notCreated', { why: tc(`error.${errorCodeOf(error)}`) })}</Problem>}
    </form>
  );
}
