import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MemoryReading } from '@ao/ports';

/** Reads a file that the kernel answers from memory; null when it is not there. */
export type ReadKernelFile = (path: string) => string | null;

/** Memory that version 1 of control groups calls unlimited. */
const UNLIMITED_BYTES = 2 ** 60;

/** What can be had by this process: by what the machine has left, and by every control group it is in. */
export function readLinuxMemory(read: ReadKernelFile = readOrNull): MemoryReading | null {
  const readings = [machineMemory(read), ...controlGroups(read)].filter((reading) => reading !== null);
  if (readings.length === 0) return null;
  return {
    availableBytes: Math.max(0, Math.min(...readings.map(({ availableBytes }) => availableBytes))),
    totalBytes: Math.min(...readings.map(({ totalBytes }) => totalBytes)),
  };
}

function machineMemory(read: ReadKernelFile): MemoryReading | null {
  const text = read('/proc/meminfo') ?? '';
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]) * 1024;
  const [availableBytes, totalBytes] = [bytes('MemAvailable'), bytes('MemTotal')];
  return Number.isFinite(availableBytes) && Number.isFinite(totalBytes) ? { availableBytes, totalBytes } : null;
}

/** A limit may stand at any level above, so all of them are looked at. */
function controlGroups(read: ReadKernelFile): readonly (MemoryReading | null)[] {
  const memberships = (read('/proc/self/cgroup') ?? '').split('\n').flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    return controllers === undefined || path === undefined ? [] : [{ controllers, path }];
  });
  const unified = memberships.find(({ controllers }) => controllers === '');
  const old = memberships.find(({ controllers }) => controllers.split(',').includes('memory'));
  const files = { limit: 'memory.max', usage: 'memory.current', prefix: '' };
  const oldFiles = { limit: 'memory.limit_in_bytes', usage: 'memory.usage_in_bytes', prefix: 'total_' };
  return [
    ...(unified === undefined ? [] : levelsOf(unified.path).map((path) => controlGroup(read, join('/sys/fs/cgroup', path), files))),
    ...(old === undefined ? [] : levelsOf(old.path).map((path) => controlGroup(read, join('/sys/fs/cgroup/memory', path), oldFiles))),
  ];
}

function levelsOf(path: string): readonly string[] {
  return path === '/' ? ['/'] : [path, ...levelsOf(dirname(path))];
}

/** Files that are only cached count as used there, but are given back when somebody needs the memory. */
function controlGroup(
  read: ReadKernelFile,
  folder: string,
  files: { readonly limit: string; readonly usage: string; readonly prefix: string },
): MemoryReading | null {
  const limit = Number(read(join(folder, files.limit))?.trim() || 'none');
  const usage = Number(read(join(folder, files.usage))?.trim() || 'none');
  if (!Number.isFinite(limit) || !Number.isFinite(usage) || limit >= UNLIMITED_BYTES) return null;
  const statistics = read(join(folder, 'memory.stat')) ?? '';
  const cached = ['inactive_file', 'active_file'].map((name) => {
    return Number(new RegExp(`^${files.prefix}${name} (\\d+)$`, 'm').exec(statistics)?.[1] ?? 0);
  });
  const used = usage - cached.reduce((sum, bytes) => sum + bytes, 0);
  return { availableBytes: limit - Math.max(0, used), totalBytes: limit };
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
