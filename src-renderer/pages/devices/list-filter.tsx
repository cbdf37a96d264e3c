import { useFormats } from '../../format/use-formats.ts';
import css from './device-tree.module.css';

interface ListFilterProps {
  label: string;
  on: boolean;
  /** How many it would leave; undefined while that is not known. */
  count: number | undefined;
  onChange: (on: boolean) => void;
}

/** A fixed filter below the tree, with how many it leaves. */
export function ListFilter({ label, on, count, onChange }: ListFilterProps) {
  const formats = useFormats();
  return (
    <button
      type="button"
      className={[css.node, css.filter, on && css.chosen].filter(Boolean).join(' ')}
      aria-pressed={on}
      onClick={() => onChange(!on)}
    >
      <span className="el">{label}</span>
      <span />
      <span className={css.count}>{count === undefined ? '' : formats.count(count)}</span>
    </button>
  );
}
