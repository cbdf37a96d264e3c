import { useTranslation } from 'react-i18next';

import type { AuditRecordView } from '#contract/console/audit-calls.ts';

import { Facts, Panel, PanelSection } from '../../components/panel.tsx';
import { capital } from '../../format/capital.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useAdvanced } from '../../installation/installation-queries.ts';
import { changeFacts } from './audit-changes.ts';
import { activityWords, kindWords, objectWords } from './audit-words.ts';

/** One record: when, who, what exactly. */
export function AuditPanel({ record, onClose }: { record: AuditRecordView; onClose: () => void }) {
  const { t } = useTranslation('manage');
  const { t: say } = useTranslation('audit');
  const { full } = useFormats();
  const advanced = useAdvanced();
  const facts = [
    { name: t('audit.column.time'), value: full(record.timeMs) },
    { name: t('audit.column.who'), value: record.userName },
    { name: t('audit.kind'), value: kindWords(say, record.type) },
    { name: t('audit.column.object'), value: objectWords(say, record) },
  ];
  return (
    <Panel title={capital(activityWords(say, record.activity))} onClose={onClose}>
      <PanelSection>
        <Facts facts={facts.filter(({ value }) => value !== '')} />
      </PanelSection>
      {record.changes.length > 0 && <Changes record={record} />}
      {advanced && <Raw record={record} />}
    </Panel>
  );
}

function Changes({ record }: { record: AuditRecordView }) {
  const { t } = useTranslation('manage');
  const { t: say } = useTranslation(['audit', 'common']);
  const formats = useFormats();
  const facts = changeFacts(record, { t: say, formats }).map(({ name, before, after }) => ({
    name,
    value: before === '' ? after : t('audit.change', { before, after }),
  }));
  return (
    <PanelSection title={t('audit.changes')}>
      <Facts facts={facts} />
    </PanelSection>
  );
}

function Raw({ record }: { record: AuditRecordView }) {
  const { t } = useTranslation('manage');
  return (
    <PanelSection title={t('audit.raw')}>
      <pre className="mono" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}>
        {JSON.stringify(record, null, 2)}
      </pre>
    </PanelSection>
  );
}
