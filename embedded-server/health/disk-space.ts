/** Room on the disk, and when there is too little of it. */
import { statfs } from 'node:fs/promises';

export interface DiskSpace {
  freeBytes: number;
  totalBytes: number;
}

/** Below either of them there is too little to go on for long. */
export interface DiskLimits {
  /** Of the whole disk, 0 to 1. */
  leastShare: number;
  leastBytes: number;
}

/** Between too little and enough, so that an alarm does not come and go with each file. */
const enoughFactor = 1.2;

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
export function isShort({ freeBytes, totalBytes }: DiskSpace, { leastShare, leastBytes }: DiskLimits): boolean {
  return freeBytes < leastBytes || freeBytes < totalBytes * leastShare;
}

/** Whether room is clearly not short any more. */
export function hasRecovered(space: DiskSpace, { leastShare, leastBytes }: DiskLimits): boolean {
  return !isShort(space, { leastShare: leastShare * enoughFactor, leastBytes: leastBytes * enoughFactor });
}
