import { PageMain } from '../../components/page.tsx';
import { useOpenAlarms } from '../../alarms/alarm-queries.ts';

/** What is wrong now, and what ever was. */
export function AlarmsPage() {
  const { data } = useOpenAlarms();
  return <PageMain>{data?.total}</PageMain>;
}
