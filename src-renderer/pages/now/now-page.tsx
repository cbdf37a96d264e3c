import { PageMain } from '../../components/page.tsx';
import { useSummary } from '../../site/summary-queries.ts';

/** Is it fine, what is wrong, what do I do. */
export function NowPage() {
  const summary = useSummary();
  return <PageMain>{summary?.devices}</PageMain>;
}
