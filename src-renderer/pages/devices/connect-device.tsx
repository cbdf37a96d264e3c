import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
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
  large?: boolean;
  /** The device was created. */
  onCreated: (deviceId: string) => void;
}

/** Name it, paste one line, see the first value arrive. */
export function ConnectDevice({ groupId, large = false, onCreated }: ConnectDeviceProps) {
  const add = useAddDevice();
  const create = (name: string) => add.mutate({ name, groupId }, { onSuccess: ({ device }) => onCreated(device.id) });
  if (!add.data) return <NameForm large={large} onCreate={create} pending={add.isPending} error={add.error} />;
  const { device, secret } = add.data;
  return (
    <div className={css.steps}>
      <CurlBlock deviceId={device.id} secret={secret} />
      <FirstValue deviceId={device.id} createdMs={device.createdMs} />
    </div>
  );
}

interface NameFormProps {
  large: boolean;
  onCreate: (name: string) => void;
  pending: boolean;
  error: Error | null;
}

function NameForm({ large, onCreate, pending, error }: NameFormProps) {
  const { t } = useTranslation('devices');
  const { t: tc } = useTranslation('common');
  const [name, setName] = useState('');
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
      {tried && name.trim() === '' && <Problem>{t('connect.nameMissing')}</Problem>}
      {error && <Problem>{t('connect.notCreated', { why: tc(`error.${errorCodeOf(error)}`) })}</Problem>}
    </form>
  );
}
