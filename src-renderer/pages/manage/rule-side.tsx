import { useTranslation } from 'react-i18next';

import { PanelSection } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { changedParts, startsAnew } from '../../rules/rule-changes.ts';
import type { RuleForm } from '../../rules/rule-form.ts';
import type { ListedRule } from '../../rules/rule-queries.ts';
import { useNow } from '../../state/now.ts';
import css from './rule-editor.module.css';
import { RuleVersions } from './rule-versions.tsx';
import type { RuleEditing } from './use-rule-editor.ts';
import type { WatchedSeries } from './watched-series.ts';

interface RuleSideProps {
  rule: ListedRule | null;
  editing: RuleEditing;
  watched: WatchedSeries;
}

const minuteMs = 60_000;
/** Names written out; the rest is counted. */
const namesShown = 8;

/** What saving would change, what the rule applies to, when it last raised. */
export function RuleSide({ rule, editing, watched }: RuleSideProps) {
  const { t } = useTranslation('rules');
  return (
    <aside className={css.side} aria-label={t('side.label')} data-region="panel" tabIndex={-1}>
      <h2 className="unseen">{t('side.label')}</h2>
      {rule && editing.changed && editing.outcome.draft && <Changes rule={rule} editing={editing} />}
      <PanelSection title={t('side.applies')}>
        <Applies form={editing.form} watched={watched} />
      </PanelSection>
      {rule && <RuleHistory rule={rule} />}
      {rule && <RuleVersions rule={rule} />}
    </aside>
  );
}

function Changes({ rule, editing: { outcome } }: { rule: ListedRule; editing: RuleEditing }) {
  const { t } = useTranslation('rules');
  const parts = outcome.draft ? changedParts(rule, outcome.draft) : [];
  if (parts.length === 0) return null;
  const anew = rule.open > 0 ? t('side.endsAlarms', { count: rule.open }) : t('side.startsAnew');
  return (
    <PanelSection title={t('side.changes')}>
      <ul>
        {parts.map((part) => (
          <li key={part}>{t(`part.${part}`)}</li>
        ))}
      </ul>
      <p className="t2">{startsAnew(parts) ? anew : t('side.rewords')}</p>
    </PanelSection>
  );
}

function Applies({ form, watched: { series, devices, atLeast } }: { form: RuleForm; watched: WatchedSeries }) {
  const { t } = useTranslation('rules');
  if (form.verb !== 'silent' && form.series === null) return <p className="t3">{t('side.chooseFirst')}</p>;
  if (devices === undefined) return null;
  if (form.scope.kind === 'device') return <p>{t('side.thisOne')}</p>;
  if (devices === 0) return <p>{t('side.noneYet')}</p>;
  const names = series.slice(0, namesShown);
  const left = devices - names.length;
  return (
    <>
      <p>{atLeast ? t('side.atLeast', { count: devices }) : t('side.devicesNow', { count: devices })}</p>
      {names.length > 0 && (
        <ul className={css.list}>
          {names.map(({ id, deviceName }) => (
            <li key={id} className="el">
              {deviceName}
            </li>
          ))}
          {left > 0 && <li className="t3">{t('side.more', { count: left })}</li>}
        </ul>
      )}
    </>
  );
}

function RuleHistory({ rule: { lastRaisedMs, open } }: { rule: ListedRule }) {
  const { t } = useTranslation('rules');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const raised = lastRaisedMs === null ? null : formats.moment(lastRaisedMs, now);
  return (
    <PanelSection title={t('side.raised')}>
      <p>{raised === null ? t('side.neverRaised') : t('side.raisedAt', { time: raised, open: t('side.open', { count: open }) })}</p>
    </PanelSection>
  );
}
