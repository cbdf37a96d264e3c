import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { importEncodings, importFields, importSeparators, type ImportPreview } from '#contract/console/device-import-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { type ImportInput, useImportDevices, useImportPreview } from '../../devices/import-queries.ts';
import { jobProblem } from '../../jobs/job-words.ts';
import css from './import-panel.module.css';

interface ImportPreviewSectionsProps {
  inputId: string;
  fileName: string;
  onStarted: () => void;
}

/** How the table is read, what each column is, and what would become of the rows. */
export function ImportPreviewSections({ inputId, fileName, onStarted }: ImportPreviewSectionsProps) {
  const { t } = useTranslation(['inventory', 'common']);
  const [input, setInput] = useState<ImportInput>({ inputId });
  const { data: preview, error, isPlaceholderData } = useImportPreview(input);
  const start = useImportDevices();
  const change = (next: Partial<ImportInput>) => setInput({ ...input, ...next });
  return (
    <>
      <PanelSection title={t('import.reading')}>
        <ReadingFields input={input} preview={preview} onChange={change} />
        {error && <Problem>{t('import.unreadable', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      </PanelSection>
      {preview && !error && (
        <>
          <PanelSection title={t('import.columns')}>
            <ColumnFields preview={preview} onChange={(mapping) => change({ mapping })} />
          </PanelSection>
          <Outcome preview={preview} />
          <PanelSection>
            <div className={css.acts}>
              <Button
                kind="primary"
                disabled={preview.good === 0 || start.isPending || isPlaceholderData}
                onClick={() => start.mutate({ ...input, fileName: fileName.slice(0, 200) }, { onSuccess: onStarted })}
              >
                {t('import.act', { count: preview.good })}
              </Button>
            </div>
            {start.error && <Problem>{t('import.notStarted', { why: t(`common:error.${errorCodeOf(start.error)}`) })}</Problem>}
          </PanelSection>
        </>
      )}
    </>
  );
}

interface ReadingFieldsProps {
  input: ImportInput;
  preview: ImportPreview | undefined;
  onChange: (next: Partial<ImportInput>) => void;
}

function ReadingFields({ input, preview, onChange }: ReadingFieldsProps) {
  const { t } = useTranslation('inventory');
  return (
    <div className={css.fields}>
      <div className={css.pair}>
        <Select
          label={t('import.encoding')}
          data={importEncodings.map((value) => ({ value, label: t(`import.encodings.${value}`) }))}
          value={input.encoding ?? preview?.encoding ?? null}
          allowDeselect={false}
          onChange={(value) => onChange({ encoding: importEncodings.find((one) => one === value) })}
        />
        <Select
          label={t('import.separator')}
          data={importSeparators.map((value) => ({ value, label: t(`import.separators.${value === '\t' ? 'tab' : value === ';' ? 'semicolon' : 'comma'}`) }))}
          value={input.separator ?? preview?.separator ?? null}
          allowDeselect={false}
          onChange={(value) => onChange({ separator: importSeparators.find((one) => one === value), mapping: undefined })}
        />
      </div>
      <Checkbox label={t('import.hasHead')} checked={input.hasHead ?? true} onChange={(event) => onChange({ hasHead: event.currentTarget.checked, mapping: undefined })} />
      <TextInput
        label={t('import.idType')}
        description={t('import.idTypeHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={input.externalIdType ?? 'c8y_Serial'}
        maxLength={100}
        onChange={(event) => onChange({ externalIdType: event.currentTarget.value || undefined })}
      />
    </div>
  );
}

interface ColumnFieldsProps {
  preview: ImportPreview;
  onChange: (mapping: NonNullable<ImportInput['mapping']>) => void;
}

const unused = 'none';

/** What each column holds; a field is in one column only. */
function ColumnFields({ preview: { columns }, onChange }: ColumnFieldsProps) {
  const { t } = useTranslation('inventory');
  const choices = [{ value: unused, label: t('import.field.none') }, ...importFields.map((value) => ({ value, label: t(`import.field.${value}`) }))];
  const choose = (index: number, value: string | null) => {
    const field = importFields.find((one) => one === value) ?? null;
    onChange(columns.map((column, at) => (at === index ? field : column.field === field ? null : column.field)));
  };
  return (
    <ul className={css.columns}>
      {columns.map(({ head, field, sample }, index) => {
        const name = head || t('import.column', { number: index + 1 });
        return (
          <li key={index} className={css.column}>
            <div className="grow">
              <div className="b el">{name}</div>
              <div className="sm t3 el">{sample.filter(Boolean).join(', ')}</div>
            </div>
            <Select aria-label={name} data={choices} value={field ?? unused} allowDeselect={false} className={css.choice} onChange={(value) => choose(index, value)} />
          </li>
        );
      })}
    </ul>
  );
}

/** What would become of the rows: how many devices, which groups, what is left out and why. */
function Outcome({ preview: { total, good, rows, problems, newGroups } }: { preview: ImportPreview }) {
  const { t } = useTranslation('inventory');
  const { t: tj } = useTranslation('jobs');
  return (
    <>
      <PanelSection title={t('import.outcome', { count: good, total })}>
        {rows.length > 0 && (
          <div className={css.rows} tabIndex={0} role="region" aria-label={t('import.outcome', { count: good, total })}>
            <ul>
              {rows.map(({ line, name, type, group, externalId }) => (
                <li key={line}>
                  <div className="b">{name}</div>
                  <div className="sm t3">{[group.join(' / '), type, externalId].filter(Boolean).join(', ')}</div>
                </li>
              ))}
            </ul>
            {good > rows.length && <p className="t3">{t('import.more', { count: good - rows.length })}</p>}
          </div>
        )}
        {newGroups.length > 0 && (
          <p className="t2">
            {t('import.newGroups', { count: newGroups.length })} {newGroups.join('; ')}
          </p>
        )}
      </PanelSection>
      {problems.length > 0 && (
        <PanelSection title={t('import.leftOut', { count: total - good })}>
          <div className={css.rows} tabIndex={0} role="region" aria-label={t('import.leftOut', { count: total - good })}>
            <ul>
              {problems.map((problem) => (
                <li key={String(problem.about['line'])}>{jobProblem(tj, problem)}</li>
              ))}
            </ul>
          </div>
          <p className="t3">{t('import.leftOutFile')}</p>
        </PanelSection>
      )}
    </>
  );
}
