import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Facts, PanelSection } from '../../components/panel.tsx';
import { type DevicePicture, useGroups } from '../../devices/device-queries.ts';
import { groupPath } from '../../devices/group-tree.ts';
import { type UnitFact, unitFacts } from '../../devices/unit-facts.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useFamilyFacts } from './device-family.tsx';
import css from './device-life.module.css';
import { InPlaceSince } from './in-place-since.tsx';

interface DeviceAboutProps {
  id: string;
  device: DevicePicture;
  /** Another device of the family was clicked. */
  onDevice: (deviceId: string) => void;
}

/** What it is, where, since when, and how it signs in. Everything raw is behind "..." and Advanced. */
export function DeviceAbout({ id, device, onDevice }: DeviceAboutProps) {
  const { t } = useTranslation(['devices', 'deviceLife', 'site']);
  const groups = useGroups().data?.groups ?? [];
  const facts = [
    device.type && { name: t('panel.kind'), value: device.type },
    { name: t('panel.group'), value: device.groupId === null ? t('groupNone') : groupPath(groups, device.groupId) || device.groupName },
    { name: t('deviceLife:about.inPlace'), value: <InPlaceSince device={device} /> },
    ...useUnitFacts(device),
    { name: t('panel.signsInAs'), value: device.credentialName ?? t('panel.noCredential') },
    device.fragments['valvomo_Demo'] !== undefined && { name: t('site:demo.kind'), value: t('site:demo.simulated') },
    device.externalIds.length > 0 && { name: t('panel.externalIds'), value: <ExternalIds device={device} /> },
    ...useFamilyFacts(device, onDevice),
  ];
  return (
    <PanelSection id={id} title={t('panel.about')}>
      <Facts facts={facts.filter((fact) => fact !== false && fact !== null && fact !== '')} />
    </PanelSection>
  );
}

function useUnitFacts({ fragments }: DevicePicture): { name: string; value: ReactNode }[] {
  const { t } = useTranslation('deviceLife');
  return unitFacts(fragments).map((fact) => ({ name: t(`about.${fact.kind}`), value: <UnitFactValue fact={fact} /> }));
}

function UnitFactValue({ fact }: { fact: UnitFact }) {
  const formats = useFormats();
  if (fact.kind === 'software') return <SoftwareList list={fact.list} />;
  if (fact.kind === 'position') return <>{`${formats.reading(fact.lat, 5)}, ${formats.reading(fact.lng, 5)}`}</>;
  if (fact.kind === 'configuration') {
    return (
      <pre className={css.config} tabIndex={0}>
        {fact.text}
      </pre>
    );
  }
  return <>{fact.text}</>;
}

const shownPackages = 6;

function SoftwareList({ list }: { list: readonly string[] }) {
  const { t } = useTranslation('deviceLife');
  const left = list.length - shownPackages;
  return (
    <>
      {list.slice(0, shownPackages).map((one, index) => (
        <div key={`${index} ${one}`}>{one}</div>
      ))}
      {left > 0 && (
        <details>
          <summary className="t2">{t('about.moreSoftware', { count: left })}</summary>
          {list.slice(shownPackages).map((one, index) => (
            <div key={`${index} ${one}`}>{one}</div>
          ))}
        </details>
      )}
    </>
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
