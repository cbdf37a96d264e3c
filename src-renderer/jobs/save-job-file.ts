/** Waiting for a job's file and saving it, as one would click on it. */
import { call } from '../api/client.ts';

const pollMs = 300;
/** A job that takes longer shows its progress. */
const patienceMs = 1500;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/**
 * Wait until a job has ended, and save its file.
 * @param onLong called once when it takes long, or did not end well: its row tells more.
 * @returns the file's name, or null when there is none to save.
 */
export async function saveJobFile(jobId: string, onLong: () => void): Promise<string | null> {
  const startedMs = performance.now();
  let isLong = false;
  const showProgress = () => {
    if (!isLong) onLong();
    isLong = true;
  };
  for (;;) {
    const job = await call('job', { id: jobId });
    if (job.endedMs === null) {
      if (performance.now() - startedMs > patienceMs) showProgress();
      await wait(pollMs);
      continue;
    }
    if (job.state !== 'done' || !job.file) {
      showProgress();
      return null;
    }
    save(`/api/jobs/${jobId}/file`, job.file.name);
    return job.file.name;
  }
}
