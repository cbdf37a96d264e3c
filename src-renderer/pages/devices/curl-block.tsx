import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import type { DeviceSecret } from '#contract/console/device-calls.ts';

import { useConsoleState } from '../../api/console-state.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { curlLine } from '../../devices/curl-line.ts';
import css from './code-block.module.css';

/** The line to paste, with the one chance to see the secret. */
export function CurlBlock({ deviceId, secret }: { deviceId: string; secret: DeviceSecret }) {
  const { t } = useTranslation('devices');
  const labelId = useId();
  const deviceUrl = useConsoleState()?.deviceUrl ?? '';
  const line = curlLine({ deviceUrl, deviceId, credential: secret });
  return (
    <div>
      <div className={css.head}>
        <span id={labelId} className={css.label}>
          {t('connect.runThis')}
        </span>
        <CopyButton kind="secondary" text={line} keyed autoFocus />
      </div>
      <pre className={css.code} tabIndex={0} role="region" aria-labelledby={labelId} data-testid="curl-line">
        {line}
      </pre>
      <p className={`${css.note} sm t3`}>{t('connect.secretOnce')}</p>
    </div>
  );
}
