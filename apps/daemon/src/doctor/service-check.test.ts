import type { ServiceStatus } from '@ao/system-service';
import { expect, test } from 'vitest';
import { serviceCheck } from './service-check.ts';

const status: ServiceStatus = {
  manager: 'systemd',
  unitPath: '/home/ada/.config/systemd/user/ao.service',
  installed: true,
  origin: 'own',
  target: { nodePath: process.execPath, commandLine: import.meta.filename, home: '/home/ada/.ao' },
  matches: true,
  differences: [],
  sparesAgents: true,
  enabled: true,
  active: true,
  mainPid: 77,
  lingering: true,
  failure: null,
  problem: null,
};

const look = (changes: Partial<ServiceStatus> | null, hasDisplay = false) =>
  serviceCheck({ inspect: async () => (changes === null ? null : { ...status, ...changes }), pid: 77, hasDisplay }).run(
    AbortSignal.timeout(1_000),
  );

test.each<[string, Partial<ServiceStatus> | null, string, string | null]>([
  ['no system for services', null, 'ok', null],
  ['none', { installed: false, origin: null, target: null, matches: null }, 'ok', null],
  ['one that is right', {}, 'ok', null],
  ['one that ends agents', { sparesAgents: false }, 'failed', 'ao service install --now --force'],
  ['one of somebody else', { origin: 'foreign', target: null, matches: null }, 'warning', 'ao service status'],
  ['one for another ao', { matches: false, differences: ['commandLine'] }, 'warning', 'ao service install --now'],
  ['one for another ao, changed by hand', { origin: 'edited', differences: ['home'] }, 'warning', 'ao service install --now --force'],
  ['one whose Node.js is gone', { target: { ...status.target!, nodePath: '/nowhere/v1/node' } }, 'failed', 'ao service install --now'],
  ['one that is not enabled', { enabled: false }, 'warning', 'ao service install --now'],
  ['one that nobody can ask about', { enabled: null, active: null, mainPid: null, problem: 'no bus' }, 'ok', null],
  ['one that did not start this daemon', { mainPid: 78 }, 'warning', 'ao service install --now'],
  ['one that ends at the last logout', { lingering: false }, 'warning', 'loginctl enable-linger'],
])('%s', async (_name, changes, level, remedy) => {
  expect(await look(changes)).toMatchObject({ level, remedy });
});

test('whoever sits at the screen knows when they log out', async () => {
  expect(await look({ lingering: false }, true)).toMatchObject({ level: 'ok', summary: expect.stringContaining('when you log in') });
});

test('where no service manager runs, it is said and no service is advised', async () => {
  const problem = 'No systemd of this user runs.';
  const { summary } = await look({ installed: false, origin: null, target: null, matches: null, problem });
  expect(summary).toBe(`None; commands start the daemon. ${problem}`);
});
