import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { PlannedChange } from '#contract/console/device-bulk-calls.ts';

import type { DeviceChangePlan } from '../../devices/bulk-acts.ts';
import css from './bulk-edit.module.css';

/** What would become of each device, before and after. It takes the focus, so that a second Enter does not carry out what nobody has read. */
export function PlannedChanges({ plan: { total, changed, shown } }: { plan: DeviceChangePlan }) {
  const { t } = useTranslation('inventory');
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  return (
    <section ref={section} tabIndex={-1} className={css.planned}>
      <p className="b">{changed === 0 ? t('bulk.plannedNone', { count: total }) : t('bulk.planned', { count: changed, total })}</p>
      {shown.length > 0 && (
        <div className={css.plan} tabIndex={0} role="region" aria-label={t('bulk.planned', { count: changed, total })}>
          <ul>
            {shown.map((one) => (
              <PlannedRow key={one.id} planned={one} />
            ))}
          </ul>
          {changed > shown.length && <p className="t3">{t('bulk.rest', { count: changed - shown.length })}</p>}
        </div>
      )}
    </section>
  );
}

function PlannedRow({ planned: { before, after } }: { planned: PlannedChange }) {
  const { t } = useTranslation(['inventory', 'devices']);
  const none = t('bulk.none');
  const facts = [
    { name: t('devices:panel.name'), was: before.name, is: after.name },
    { name: t('devices:panel.kind'), was: before.type ?? none, is: after.type ?? none },
    { name: t('devices:panel.group'), was: before.groupName ?? t('devices:groupNone'), is: after.groupName ?? t('devices:groupNone') },
  ].filter(({ was, is }) => was !== is);
  return (
    <li className={css.row}>
      <span className="b el" title={before.name}>
        {before.name}
      </span>
      <span className={css.facts}>
        {facts.map(({ name, was, is }) => (
          <span key={name}>
            <span className="t3">{name}: </span>
            <del className={css.was}>{was}</del> <ins className={css.is}>{is}</ins>
          </span>
        ))}
      </span>
    </li>
  );
}
