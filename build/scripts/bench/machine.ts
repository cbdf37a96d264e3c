/** What a sitting ran on. */
import { arch, cpus, release, totalmem, type } from 'node:os';

export interface Machine {
  processor: string;
  cores: number;
  memoryBytes: number;
  system: string;
  node: string;
}

/** This machine. */
export function machineOf(): Machine {
  return { processor: cpus()[0]?.model.trim() ?? arch(), cores: cpus().length, memoryBytes: totalmem(), system: `${type()} ${release()}`, node: process.version };
}
