import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { mostUploadBytes } from '#contract/console/device-import-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { Button } from '../../components/button.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { useUpload } from '../../devices/import-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import css from './import-panel.module.css';
import { ImportPreviewSections } from './import-preview.tsx';

/** Many devices out of a table: choose the file, see what would become of each row, import. */
export function ImportPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['inventory', 'common']);
  const formats = useFormats();
  const [file, setFile] = useState<File | null>(null);
  const chosen = useRef<HTMLInputElement>(null);
  const upload = useUpload();
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const picked = currentTarget.files?.[0] ?? null;
    setFile(picked);
    upload.reset();
    if (picked && picked.size <= mostUploadBytes) upload.mutate(picked);
  };
  const tooLarge = file !== null && file.size > mostUploadBytes;
  return (
    <Panel title={t('import.title')} sentence={t('import.lead')} onClose={onClose}>
      <PanelSection>
        <div className={css.file}>
          <input ref={chosen} type="file" accept=".csv,.txt,.tsv,text/csv" className="unseen" aria-label={t('import.choose')} tabIndex={-1} onChange={choose} />
          <Button onClick={() => chosen.current?.click()}>{t(file ? 'import.chooseOther' : 'import.choose')}</Button>
          <span className="el grow">{file?.name}</span>
        </div>
        {!file && <p className="t2">{t('import.columnsHint')}</p>}
        {tooLarge && <Problem>{t('import.tooLarge', { megabytes: formats.count(mostUploadBytes / 1024 / 1024) })}</Problem>}
        {upload.error && <Problem>{t('import.notUploaded', { why: t(`common:error.${errorCodeOf(upload.error)}`) })}</Problem>}
      </PanelSection>
      {file && upload.data !== undefined && <ImportPreviewSections key={upload.data} inputId={upload.data} fileName={file.name} onStarted={onClose} />}
    </Panel>
  );
}
