import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Facts, PanelSection } from '../../components/panel.tsx';
import { type DevicePicture, useGroups } from '../../devices/device-queries.ts';
import { groupPath } from '../../devices/group-tree.ts';
import { useFormats } from '../../format/use-formats.ts';
import css from './device-panel.module.css';
import { RenewSecret } from './renew-secret.tsx';

/** What it is, where, since when, and how it signs in. Everything raw is behind Advanced. */
export function DeviceAbout({ id, device }: { id: string; device: DevicePicture }) {
  const { t } = useTranslation(['devices', 'site']);
  const formats = useFormats();
  const groups = useGroups().data?.groups ?? [];
  const lost = useIsLost();
  const may = useMay('devices:write') && !lost;
  const facts = [
    device.type && { name: t('panel.kind'), value: device.type },
    { name: t('panel.group'), value: device.groupId === null ? t('groupNone') : groupPath(groups, device.groupId) || device.groupName },
    { name: t('panel.added'), value: formats.full(device.createdMs) },
    { name: t('panel.signsInAs'), value: device.credentialName ?? t('panel.noCredential') },
    device.fragments['valvomo_Demo'] !== undefined && { name: t('site:demo.kind'), value: t('site:demo.simulated') },
    device.externalIds.length > 0 && { name: t('panel.externalIds'), value: <ExternalIds device={device} /> },
  ];
  return (
    <PanelSection id={id} title={t('panel.about')}>
      <div className={css.about}>
        <Facts facts={facts.filter((fact) => fact !== false && fact !== null && fact !== '')} />
        {may && <RenewSecret device={device} />}
        <details className={css.advanced}>
          <summary>{t('panel.advanced')}</summary>
          <pre className={css.raw} tabIndex={0} aria-label={t('panel.fragments')} role="region">
            {JSON.stringify(device.fragments, null, 2)}
          </pre>
        </details>
      </div>
    </PanelSection>
  );
}

function ExternalIds({ device: { externalIds } }: { device: DevicePicture }) {
  const { t } = useTranslation('devices');
  return (
    <>
      {externalIds.map(({ type, externalId }) => (
        <div key={`${type} ${externalId}`}>{t('panel.externalId', { id: externalId, type })}</div>
      ))}
    </>
  );
}
