/** Room on the disk, and when there is too little of it. */
import { statfs } from 'node:fs/promises';

export interface DiskSpace {
  freeBytes: number;
  totalBytes: number;
}

/** Too little to go on for long: under 5 % or under 500 MB. */
const leastShare = 0.05;
const leastBytes = 500_000_000;

/** Room for the owner's files where a folder lies; null where the system does not tell. */
export async function diskSpace(folder: string): Promise<DiskSpace | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

/** Whether room is short. */
export function isShort({ freeBytes, totalBytes }: DiskSpace): boolean {
  return freeBytes < leastBytes || freeBytes < totalBytes * leastShare;
}
