/** Whether the drawer with the jobs is open; whoever starts a job may open it. */
import { create } from 'zustand';

export const useJobsDrawer = create<{ open: boolean }>(() => ({ open: false }));

export function openJobs(open = true): void {
  useJobsDrawer.setState({ open });
}
