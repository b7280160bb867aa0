import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createServiceWorld, type ServiceWorld, shown } from './__fixtures__/service-world.ts';
import { inspectService, installService, uninstallService } from './system-service.ts';

let world: ServiceWorld;
beforeEach(() => {
  world = createServiceWorld();
});
afterEach(() => rmSync(world.folder, { recursive: true }));

const install = (force = false) => installService(world.manager, world.definition, { force });
const uninstall = (force = false) => uninstallService(world.manager, { force });
const inspect = (changes: Partial<ServiceWorld['definition']> = {}) => inspectService(world.manager, { ...world.definition, ...changes });
const NO_BUS = { code: 1, stderr: 'Failed to connect to bus: No medium found\n' };

describe('installing', () => {
  test('writes the file and has it started at login; doing it again changes nothing', async () => {
    expect(await install()).toEqual({ unitPath: world.manager.unitPath, changed: true });
    const text = readFileSync(world.manager.unitPath, 'utf8');
    expect(await install()).toEqual({ unitPath: world.manager.unitPath, changed: false });
    expect(readFileSync(world.manager.unitPath, 'utf8')).toBe(text);
    expect(world.commands).toEqual(['daemon-reload', 'enable ao.service', 'daemon-reload', 'enable ao.service']);
  });

  test('replaces an earlier one of its own', async () => {
    await install();
    world = { ...world, definition: { ...world.definition, nodePath: '/opt/node' } };
    expect(await install()).toMatchObject({ changed: true });
    expect(readFileSync(world.manager.unitPath, 'utf8')).toContain('ExecStart="/opt/node"');
  });

  test('writes nothing where no service manager runs', async () => {
    world.answers.set('show', NO_BUS);
    await expect(install()).rejects.toMatchObject({
      code: 'SERVICE_MANAGER_UNAVAILABLE',
      message: expect.stringContaining('enable-linger ada'),
    });
    expect(existsSync(world.manager.unitPath)).toBe(false);
  });

  test.each([
    ['changed by hand', () => `${readFileSync(world.manager.unitPath, 'utf8')}\n`, 'was changed by hand'],
    ['of somebody else', () => '[Service]\n', 'was not written by ao'],
  ])('leaves a file %s alone, unless it is forced', async (_name, textOf, why) => {
    await install();
    const text = textOf();
    writeFileSync(world.manager.unitPath, text);
    for (const attempt of [install, uninstall]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'SERVICE_FILE_FOREIGN', message: expect.stringContaining(why) });
    }
    expect(readFileSync(world.manager.unitPath, 'utf8')).toBe(text);
    expect(await install(true)).toMatchObject({ changed: true });
  });

  test('tells in its own words why systemd refused', async () => {
    world.answers.set('enable', { code: 1, stderr: '\nFailed to enable unit: File /x exists\nmore\n' });
    await expect(install()).rejects.toMatchObject({
      code: 'SERVICE_COMMAND_FAILED',
      message: '`systemctl --user enable ao.service` failed: Failed to enable unit: File /x exists',
    });
  });
});

describe('removing', () => {
  test('ends the daemon while systemd still knows that agents are to be spared, then removes the file', async () => {
    await install();
    world.commands.length = 0;
    world.answers.set('show ao.service', shown({ ActiveState: 'active', MainPID: 77 }));
    expect(await uninstall()).toEqual({ removed: true, stopped: true });
    expect(world.commands).toEqual(['stop ao.service', 'disable ao.service', 'daemon-reload', 'reset-failed ao.service']);
    expect(existsSync(world.manager.unitPath)).toBe(false);
  });

  test('what is not there is fine', async () => {
    expect(await uninstall()).toEqual({ removed: false, stopped: false });
    expect(world.commands).toEqual([]);
  });

  test('never ends a daemon whose agents would end with it', async () => {
    await install();
    world.answers.set('show ao.service', shown({ ActiveState: 'active', MainPID: 77, KillMode: 'control-group' }));
    await expect(uninstall()).rejects.toMatchObject({ code: 'SERVICE_ENDS_AGENTS' });
    expect(world.commands).not.toContain('stop ao.service');
    expect(existsSync(world.manager.unitPath)).toBe(true);
  });
});

describe('looking', () => {
  test.each([
    ['active', { ActiveState: 'active', MainPID: 77 }, { active: true, mainPid: 77, enabled: true }],
    ['starting', { ActiveState: 'activating', MainPID: 0 }, { active: true, mainPid: null }],
    ['failed', { ActiveState: 'failed', Result: 'start-limit-hit' }, { active: false, failure: 'start-limit-hit' }],
    ['stopped', { ActiveState: 'inactive', Result: 'success' }, { active: false, failure: null }],
    ['disabled', { UnitFileState: 'disabled' }, { enabled: false }],
    ['changed by a drop-in', { KillMode: 'mixed' }, { sparesAgents: false }],
  ])('at one that is %s', async (_name, properties, expected) => {
    await install();
    world.answers.set('show ao.service', shown(properties));
    expect(await inspect()).toMatchObject({ installed: true, matches: true, origin: 'own', differences: [], problem: null, ...expected });
  });

  test('without anything installed', async () => {
    world.answers.set('show ao.service', shown({ LoadState: 'not-found', UnitFileState: '', KillMode: 'control-group' }));
    expect(await inspect()).toMatchObject({
      installed: false,
      enabled: false,
      active: false,
      matches: null,
      origin: null,
      sparesAgents: null,
    });
  });

  test('without a service manager, by the file alone', async () => {
    await install();
    world.answers.set('show ao.service', NO_BUS);
    expect(await inspect()).toMatchObject({ installed: true, matches: true, enabled: null, active: null, sparesAgents: true });
    writeFileSync(world.manager.unitPath, readFileSync(world.manager.unitPath, 'utf8').replace('KillMode=process', 'KillMode=mixed'));
    expect(await inspect()).toMatchObject({ origin: 'edited', matches: null, sparesAgents: false });
  });

  test('tells which program it does not run; another name of the same one is the same', async () => {
    await install();
    expect(await inspect({ nodePath: '/opt/node', home: '/else' })).toMatchObject({ matches: false, differences: ['nodePath', 'home'] });
    mkdirSync(world.definition.home);
    const alias = join(world.folder, 'alias');
    symlinkSync(world.definition.home, alias);
    expect(await inspect({ home: alias })).toMatchObject({ matches: true });
  });

  test.each([
    ['nobody knows', null, null],
    ['she does', 'ada', true],
    ['only another one does', 'eve', false],
  ])('whether ada lingers: %s', async (_name, user, lingering) => {
    const folder = join(world.folder, 'linger');
    if (user !== null) {
      mkdirSync(dirname(join(folder, user)), { recursive: true });
      writeFileSync(join(folder, user), '');
    }
    expect((await inspect()).lingering).toBe(lingering);
  });
});
