import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { MachineMemory, MemoryReading } from '@ao/ports';
import { readLinuxMemory } from './linux-memory.ts';

/** The memory of the machine this runs on; within a container, or a service with a limit, that of its control group if that is less. */
export function createMachineMemory(): MachineMemory {
  return {
    async read() {
      try {
        return process.platform === 'darwin' ? await readDarwinMemory() : readLinuxMemory();
      } catch {
        return null;
      }
    },
  };
}

/** macOS tells the part of the memory that can be had without swapping, as `memory_pressure` shows it. */
async function readDarwinMemory(): Promise<MemoryReading | null> {
  const { stdout } = await promisify(execFile)('/usr/sbin/sysctl', ['-n', 'hw.memsize', 'kern.memorystatus_level'], { timeout: 2_000 });
  return parseDarwinMemory(stdout);
}

/** Reads the size of the memory in bytes and the available part in percent, each on a line of its own. */
export function parseDarwinMemory(text: string): MemoryReading | null {
  const match = /^(\d+)\n(\d{1,3})\n?$/.exec(text);
  const totalBytes = Number(match?.[1]);
  const percent = Number(match?.[2]);
  return totalBytes > 0 && percent <= 100 ? { totalBytes, availableBytes: Math.round((totalBytes * percent) / 100) } : null;
}
