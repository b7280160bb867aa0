import { describe, expect, test } from 'vitest';
import { readLinuxMemory } from './linux-memory.ts';
import { createMachineMemory, parseDarwinMemory } from './machine-memory.ts';

const GIB = 1024 ** 3;
const meminfo = 'MemTotal:       16777216 kB\nMemFree:         1048576 kB\nMemAvailable:    8388608 kB\n';

function read(files: Readonly<Record<string, string>>) {
  return readLinuxMemory((path) => files[path] ?? null);
}

test('the machine this runs on has memory, and some of it is available', async () => {
  const reading = await createMachineMemory().read();
  expect(reading?.totalBytes).toBeGreaterThan(0);
  expect(reading?.availableBytes).toBeGreaterThan(0);
  expect(reading?.availableBytes).toBeLessThanOrEqual(reading?.totalBytes ?? 0);
});

describe('on Linux', () => {
  test('without a control group the machine decides', () => {
    expect(read({ '/proc/meminfo': meminfo })).toEqual({ availableBytes: 8 * GIB, totalBytes: 16 * GIB });
  });

  test('a group with less decides, and files it only caches are available', () => {
    const files = {
      '/proc/meminfo': meminfo,
      '/proc/self/cgroup': '0::/user.slice/ao.service\n',
      '/sys/fs/cgroup/user.slice/ao.service/memory.max': 'max\n',
      '/sys/fs/cgroup/user.slice/ao.service/memory.current': `${GIB}\n`,
      '/sys/fs/cgroup/user.slice/memory.max': `${4 * GIB}\n`,
      '/sys/fs/cgroup/user.slice/memory.current': `${3 * GIB}\n`,
      '/sys/fs/cgroup/user.slice/memory.stat': `anon 1\ninactive_file ${GIB / 2}\nactive_file ${GIB / 4}\n`,
    };
    expect(read(files)).toEqual({ availableBytes: 1.75 * GIB, totalBytes: 4 * GIB });
  });

  test('a group with more than the machine has left does not decide', () => {
    const files = {
      '/proc/meminfo': meminfo,
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': `${12 * GIB}\n`,
      '/sys/fs/cgroup/memory.current': `${GIB}\n`,
    };
    expect(read(files)).toEqual({ availableBytes: 8 * GIB, totalBytes: 12 * GIB });
  });

  test('version 1 of control groups is understood, and its way to say unlimited', () => {
    const files = {
      '/proc/meminfo': meminfo,
      '/proc/self/cgroup': '5:cpu,cpuacct:/x\n4:memory:/docker/1\n',
      '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
      '/sys/fs/cgroup/memory/memory.usage_in_bytes': `${GIB}\n`,
      '/sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes': `${2 * GIB}\n`,
      '/sys/fs/cgroup/memory/docker/1/memory.usage_in_bytes': `${GIB}\n`,
      '/sys/fs/cgroup/memory/docker/1/memory.stat': `inactive_file 7\ntotal_inactive_file ${GIB / 2}\n`,
    };
    expect(read(files)).toEqual({ availableBytes: 1.5 * GIB, totalBytes: 2 * GIB });
  });

  test('a group that uses more than it may leaves nothing', () => {
    const files = {
      '/proc/meminfo': meminfo,
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': `${GIB}\n`,
      '/sys/fs/cgroup/memory.current': `${2 * GIB}\n`,
    };
    expect(read(files)?.availableBytes).toBe(0);
  });

  test('nothing is known where nothing can be read', () => {
    expect(read({})).toBeNull();
    expect(read({ '/proc/meminfo': 'rubbish' })).toBeNull();
  });
});

test.each([
  ['17179869184\n61\n', { totalBytes: 16 * GIB, availableBytes: Math.round(0.61 * 16 * GIB) }],
  ['17179869184\n', null],
  ['', null],
  ['17179869184\n999\n', null],
])('macOS tells size and available part: %j', (text, reading) => {
  expect(parseDarwinMemory(text)).toEqual(reading);
});
