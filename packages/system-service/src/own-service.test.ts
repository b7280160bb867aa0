import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defineOwnService, type OwnServiceOptions } from './own-service.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(homedir(), '.ao-own-service-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = (changes: Partial<OwnServiceOptions> = {}): OwnServiceOptions => ({
  platform: 'linux',
  env: { PATH: '/usr/local/bin:relative:/usr/bin:/run/user/1/fnm_multishells/7/bin:/usr/bin' },
  homeDirectory: folder,
  userName: 'ada',
  userId: 1000,
  home: join(folder, '.ao'),
  instanceId: '0123456789ab',
  nodePath: '/opt/node/bin/node',
  commandLine: '/opt/ao/bin/ao',
  settings: { AO_PORT: '0' },
  ...changes,
});

test('the search path keeps what lasts, each folder once, and leads to its Node.js', async () => {
  const { definition } = await defineOwnService(options());
  expect(definition.environment).toEqual({ AO_PORT: '0', AO_HOME: join(folder, '.ao'), PATH: '/opt/node/bin:/usr/local/bin:/usr/bin' });
});

test('every home has a service of its own; the usual one is called ao, also by another name', async () => {
  mkdirSync(join(folder, 'disk'));
  symlinkSync(join(folder, 'disk'), join(folder, '.ao'));
  const nameOf = async (home: string) => (await defineOwnService(options({ home }))).definition.name;
  expect(await nameOf(join(folder, '.ao'))).toBe('ao');
  expect(await nameOf(join(folder, 'disk'))).toBe('ao');
  expect(await nameOf(join(folder, 'other'))).toBe('ao-0123456789ab');
});

test('a program of a version manager is warned about, unless a link leads to it', async () => {
  const nodePath = join(folder, 'v24.21.0/bin/node');
  mkdirSync(join(folder, 'v24.21.0/bin'), { recursive: true });
  writeFileSync(nodePath, '');
  expect((await defineOwnService(options({ nodePath }))).risks).toEqual([{ path: nodePath, risk: 'versioned' }]);
  mkdirSync(join(folder, 'bin'));
  symlinkSync(nodePath, join(folder, 'bin/node'));
  const linked = await defineOwnService(options({ nodePath, env: { PATH: join(folder, 'bin') } }));
  expect([linked.definition.nodePath, linked.risks]).toEqual([join(folder, 'bin/node'), []]);
});

test.each([
  ['linux', '.config/systemd/user/ao.service'],
  ['darwin', 'Library/LaunchAgents/dev.ao.daemon.plist'],
] as const)('on %s its file is %s', async (platform, path) => {
  expect((await defineOwnService(options({ platform }))).manager.unitPath).toBe(join(folder, path));
});

test('a folder for settings of the person is respected', async () => {
  const env = { PATH: '/usr/bin', XDG_CONFIG_HOME: '/etc/ada' };
  expect((await defineOwnService(options({ env }))).manager.unitPath).toBe('/etc/ada/systemd/user/ao.service');
});

test('elsewhere there is no service', async () => {
  await expect(defineOwnService(options({ platform: 'win32' }))).rejects.toMatchObject({ code: 'SERVICE_MANAGER_UNAVAILABLE' });
});
