import type { TFunction } from 'i18next';

import type { AuditRecordView } from '#contract/console/audit-calls.ts';

import type { Column } from '../../components/list/columns.ts';
import { CutText } from '../../components/list/cut-text.tsx';
import type { Formats } from '../../format/use-formats.ts';
import { activityWords, objectWords } from './audit-words.ts';

interface ColumnQuestion {
  t: TFunction<'manage'>;
  say: TFunction<'audit'>;
  formats: Formats;
  nowMs: number;
}

/** When, who, what, to what. */
export function auditColumns({ t, say, formats, nowMs }: ColumnQuestion): Column<AuditRecordView>[] {
  return [
    {
      name: 'time',
      head: t('audit.column.time'),
      width: '128px',
      cell: ({ timeMs }) => (
        <span className="t2 nw" title={formats.full(timeMs)}>
          {formats.deadline(timeMs, nowMs)}
        </span>
      ),
    },
    {
      name: 'who',
      head: t('audit.column.who'),
      width: 'minmax(90px, 0.7fr)',
      cell: ({ userName }) => <CutText>{userName}</CutText>,
    },
    { name: 'what', head: t('audit.column.what'), width: 'minmax(140px, 1fr)', cell: ({ activity }) => <CutText>{activityWords(say, activity)}</CutText> },
    {
      name: 'object',
      head: t('audit.column.object'),
      width: 'minmax(120px, 1.6fr)',
      cell: (record) => <CutText second>{objectWords(say, record)}</CutText>,
    },
  ];
}
