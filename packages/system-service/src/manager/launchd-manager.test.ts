import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnswers } from '../__fixtures__/service-world.ts';
import { inspectService, installService, uninstallService } from '../system-service.ts';
import type { ServiceDefinition } from '../unit/service-definition.ts';
import { createLaunchdManager } from './launchd-manager.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-launchd-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const definition: ServiceDefinition = {
  name: 'ao',
  nodePath: '/opt/homebrew/bin/node',
  commandLine: '/opt/homebrew/bin/ao',
  home: '/Users/ada/.ao',
  environment: { AO_HOME: '/Users/ada/.ao', PATH: '/usr/bin' },
  logPath: '/Users/ada/.ao/logs/service.log',
};
const DISABLED = 'disabled services = {\n\t\t"com.apple.x" => disabled\n';

function open() {
  const { commands, answers, run } = createAnswers();
  answers.set('print-disabled', { stdout: DISABLED });
  answers.set('print gui', { code: 113, stderr: 'Could not find service "dev.ao.daemon" in domain for user gui: 501' });
  return { commands, answers, manager: createLaunchdManager({ name: 'ao', env: {}, homeDirectory: folder, userId: 501, run }) };
}

test('it is installed for the next login, started, looked at and removed', async () => {
  const { commands, answers, manager } = open();
  await installService(manager, definition, { force: false });
  expect(existsSync(join(folder, 'Library/LaunchAgents/dev.ao.daemon.plist'))).toBe(true);
  expect(await inspectService(manager, definition)).toMatchObject({ enabled: true, active: false, matches: true, sparesAgents: true });
  await manager.restart();
  answers.set('print gui', { stdout: 'gui/501/dev.ao.daemon = {\n\tstate = running\n\tpid = 4711\n}\n' });
  expect(await inspectService(manager, definition)).toMatchObject({ active: true, mainPid: 4711 });
  await manager.restart();
  expect(await uninstallService(manager, { force: false })).toEqual({ removed: true, stopped: true });
  const target = 'gui/501/dev.ao.daemon';
  const load = `bootstrap gui/501 ${manager.unitPath}`;
  expect(commands).toEqual([
    `enable ${target}`,
    load,
    `bootout ${target}`,
    load,
    `bootout ${target}`,
    `disable ${target}`,
    `bootout ${target}`,
  ]);
  expect(existsSync(manager.unitPath)).toBe(false);
});

test('one that was disabled is not started at login', async () => {
  const { answers, manager } = open();
  await installService(manager, definition, { force: false });
  answers.set('print-disabled', { stdout: `${DISABLED}\t\t"dev.ao.daemon" => disabled\n` });
  expect(await inspectService(manager, definition)).toMatchObject({ enabled: false });
});

test.each([
  ['launchctl is not there', { code: null }, 'launchctl was not found'],
  ['nobody is logged in at the screen', { code: 125, stderr: 'Domain does not support specified action' }, 'Log in at the screen'],
])('when %s, that is told and nothing is written', async (_name, answer, why) => {
  const { answers, manager } = open();
  answers.set('print-disabled', answer);
  await expect(installService(manager, definition, { force: false })).rejects.toMatchObject({
    code: 'SERVICE_MANAGER_UNAVAILABLE',
    message: expect.stringContaining(why),
  });
  expect(existsSync(manager.unitPath)).toBe(false);
  expect(await inspectService(manager, definition)).toMatchObject({ installed: false, problem: expect.stringContaining(why) });
});
