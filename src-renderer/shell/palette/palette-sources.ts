/**
 * Where the palette's entries come from. A source is a hook that returns what there is to do or to open now; the palette looks
 * through their titles. Each noun, page or tool brings its own in a file of its own and is called here. What a component offers
 * only while it is on screen it offers with `usePaletteEntries`.
 */
import type { PaletteEntry } from '../../palette/palette-entry.ts';
import { useAlarmEntries } from './alarm-entries.tsx';
import { useMakingEntries } from './making-entries.tsx';
import { usePreferenceEntries } from './preference-entries.tsx';
import { useRuleEntries } from './rule-entries.tsx';
import { useViewEntries } from './view-entries.tsx';

/** Everything, in the order in which equals stand. */
export function useSourceEntries(): PaletteEntry[] {
  const alarms = useAlarmEntries();
  const making = useMakingEntries();
  const views = useViewEntries();
  const rules = useRuleEntries();
  const preferences = usePreferenceEntries();
  return [...alarms, ...making, ...views, ...rules, ...preferences];
}
