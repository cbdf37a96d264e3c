import { useTranslation } from 'react-i18next';

import { useTrendPointer } from '../../components/trend-chart/pointer-store.ts';
import { RowList } from '../../components/list/row-list.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { rowHeights } from '../../state/density.ts';
import { showToast } from '../../state/toast-store.ts';
import { useViewStore } from '../../state/view-store.ts';
import { SavedViews } from './saved-views.tsx';
import { type TrendRow, useTrendRows } from './trend-rows.ts';
import { TrendRowCells } from './trend-row-cells.tsx';
import { TrendSentence } from './trend-sentence.tsx';
import css from './trends-page.module.css';
import type { TrendData } from './use-trend-data.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useTrendTitle, useTrendWords } from './use-trend-words.ts';
import { AddValue } from './value-picker.tsx';

interface TrendListProps {
  controls: TrendControls;
  data: TrendData;
  /** The row whose value the sentence below is about. */
  selected: string | undefined;
  onSelect: (seriesId: string) => void;
}

/** The values with what they are at the cross line, the saved views, and what can be said in a sentence. */
export function TrendList({ controls, data, selected, onSelect }: TrendListProps) {
  const { t } = useTranslation('trends');
  const rows = useTrendRows(controls, data);
  const title = useTrendTitle(data.values.map(({ series }) => series));
  const height = rowHeights[useViewStore((state) => state.density)].two;
  const remove = useRemoveValue(controls, rows);
  const own = rows.filter(({ compared }) => !compared);
  const target = own.find(({ key }) => key === selected) ?? own[0];
  useKeys('list', [{ key: 'Delete', label: t('keys.remove'), run: () => target && remove(target) }], target !== undefined);
  return (
    <div className={css.list}>
      <header className={css.listHead}>
        <h1 className="el" title={title}>
          {title}
        </h1>
      </header>
      <CrossHead controls={controls} />
      <div className={css.listBody}>
        <div className={css.rows} style={{ height: height * rows.length }}>
          <RowList
            label={t('list')}
            rows={rows}
            keyOf={({ key }) => key}
            columns={[{ name: 'value', head: t('list'), width: 'minmax(0, 1fr)', cell: (row) => <TrendRowCells row={row} onRemove={row.compared ? undefined : () => remove(row)} /> }]}
            withHead={false}
            selected={selected}
            onSelect={onSelect}
          />
        </div>
        <div className={css.add}>
          <AddValue controls={controls} />
        </div>
        <SavedViews controls={controls} />
      </div>
      <TrendSentence data={data} controls={controls} about={selected} />
    </div>
  );
}

/** The moment the values below are of. */
function CrossHead({ controls }: { controls: TrendControls }) {
  const { t } = useTranslation('trends');
  const words = useTrendWords();
  const crossMs = useTrendPointer((pointer) => pointer.crossMs);
  const now = controls.isLive ? t('now') : t('latest');
  return (
    <div className={css.crossHead}>
      <span className="grow" aria-live="polite">
        {crossMs === null ? now : t('at', { time: words.moment(crossMs, controls.stretch) })}
      </span>
      <span>{t('lowToHigh')}</span>
    </div>
  );
}

/** Take a value out of the picture; undone by the message that follows. */
function useRemoveValue({ view, change }: TrendControls, rows: readonly TrendRow[]): (row: TrendRow) => void {
  const { t } = useTranslation('trends');
  return ({ key }) => {
    const name = rows.find((row) => row.key === key)?.name ?? '';
    change({ values: view.values.filter((id) => id !== key) });
    showToast({ text: t('removed', { name }), undo: () => change({ values: view.values }) });
  };
}
