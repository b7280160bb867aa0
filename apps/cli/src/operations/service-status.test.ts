import type { ServiceStatus } from '@ao/system-service';
import { expect, test } from 'vitest';
import { renderInstall } from './install-service.ts';
import { renderServiceStatus } from './service-status.ts';
import { renderUninstall } from './uninstall-service.ts';

const status: ServiceStatus = {
  manager: 'systemd',
  unitPath: '/home/ada/.config/systemd/user/ao.service',
  installed: true,
  origin: 'own',
  target: { nodePath: '/usr/bin/node', commandLine: '/usr/bin/ao', home: '/home/ada/.ao' },
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
const render = (changes: Partial<ServiceStatus> = {}): string =>
  renderServiceStatus({ ...status, ...changes }, { paint: (_tone, text) => text });

test('all is well', () => {
  expect(render().split('\n')).toEqual([
    'service   running (pid 77), started at boot',
    'file      /home/ada/.config/systemd/user/ao.service',
    'runs      /usr/bin/node /usr/bin/ao start --foreground (this ao)',
    'home      /home/ada/.ao',
    'agents    go on when the daemon ends',
    'logout    ends nothing',
  ]);
});

test.each<[string, Partial<ServiceStatus>, string]>([
  ['nothing is installed', { installed: false }, 'No service is installed: ao service install'],
  ['none can be installed here', { installed: false, problem: 'No systemd.' }, 'No service is installed. No systemd.'],
  ['it does not run', { active: false, mainPid: null }, 'not running: ao start'],
  [
    'it failed too often',
    { active: false, mainPid: null, failure: 'signal' },
    'failed (signal): journalctl --user -u ao.service, then ao start',
  ],
  ['it is not started by itself', { enabled: false }, 'not started by itself: ao service install'],
  ['nobody can be asked', { active: null, enabled: null, problem: 'no bus' }, 'problem   no bus'],
  ['it was changed by hand', { origin: 'edited', matches: null }, 'ao.service, changed by hand'],
  ['it is somebody else’s', { origin: 'foreign', target: null, matches: null }, 'ao.service, not written by ao'],
  ['it runs something else', { matches: false, differences: ['nodePath', 'home'] }, '(another Node.js, another home: ao service install)'],
  ['agents would end', { sparesAgents: false }, 'end with the daemon: ao service install --force --now'],
  ['the user does not linger', { lingering: false }, 'the last one ends daemon and agents: loginctl enable-linger'],
])('what to do is said when %s', (_name, changes, text) => {
  expect(render(changes)).toContain(text);
});

test('an installation says when the daemon is started, and that it is not yet', () => {
  const result = { manager: 'systemd', unitPath: '/u', changed: true, lingering: false, daemon: null, warnings: [] } as const;
  expect(renderInstall(result)).toBe(
    'Installed /u.\nThe daemon is started when you log in, and again when it fails; agents go on meanwhile.\nIt is not started now: ao service install --now',
  );
  const daemon = { pid: 7, url: 'http://127.0.0.1:1', started: true };
  expect(renderInstall({ ...result, changed: false, lingering: true, daemon })).toBe(
    '/u is installed and up to date.\nThe daemon is started at boot, and again when it fails; agents go on meanwhile.\nStarted the daemon (pid 7, http://127.0.0.1:1).',
  );
});

test('a removal says what goes on', () => {
  expect(renderUninstall({ unitPath: '/u', removed: false, daemon: null })).toBe('No service is installed (/u).');
  expect(renderUninstall({ unitPath: '/u', removed: true, daemon: { pid: 7, url: 'http://x', started: true } })).toBe(
    'Removed /u. The daemon is no longer started by itself.\nStarted the daemon (pid 7, http://x).\nAgents go on.',
  );
});
