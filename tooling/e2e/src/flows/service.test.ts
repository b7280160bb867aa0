import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';
import { CAN_RUN_SYSTEMD } from '../harness/user-systemd.ts';
import { describeRealSystemd } from './real-systemd-cases.ts';

const SYSTEMCTL = fileURLToPath(new URL('../harness/systemctl-main.ts', import.meta.url));

interface Status {
  readonly installed: boolean;
  readonly enabled: boolean | null;
  readonly active: boolean | null;
  readonly mainPid: number | null;
  readonly matches: boolean | null;
  readonly origin: string | null;
  readonly sparesAgents: boolean | null;
  readonly unitPath: string;
  readonly problem: string | null;
}

let home: TestHome;
let systemd: string;

beforeEach(() => {
  const plain = createTestHome();
  systemd = join(plain.folder, 'systemd');
  const programs = join(plain.folder, 'bin');
  for (const folder of [systemd, programs]) mkdirSync(folder);
  const program = join(programs, 'systemctl');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${SYSTEMCTL}" "${systemd}" "$@"\n`);
  chmodSync(program, 0o755);
  home = plain.with({ PATH: `${programs}:${plain.env['PATH']}` });
});
afterEach(() => home[Symbol.asyncDispose]());

const status = async (): Promise<Status> => JSON.parse((await home.ao(['service', 'status', '--json'])).stdout) as Status;
const calls = (): string[] => readFileSync(join(systemd, 'calls'), 'utf8').trim().split('\n');

async function agentPid(): Promise<number> {
  const { session } = await home.json<{ readonly session: { readonly launch: { readonly process: { readonly pid: number } } } }>([
    'session',
    'get',
    'shop-1',
  ]);
  return session.launch.process.pid;
}

function isAlive(pid: number): boolean {
  return process.kill(pid, 0);
}

async function waitForDaemonOtherThan(pid: number): Promise<void> {
  await expect.poll(() => home.daemonPid(), { timeout: 10_000 }).not.toBe(pid);
}

describe.skipIf(process.platform !== 'linux')('the daemon as a service', () => {
  test('takes over from a daemon that runs, without its agents noticing, and hands it back when it is removed', async () => {
    await home.ao(['spawn', '[[say hello]]', '--wait', '--timeout', '30s']);
    const [outside, agent] = [home.daemonPid(), await agentPid()];

    const installed = await home.ao(['service', 'install', '--now']);
    expect(installed.stdout).toContain('Installed ');
    expect(installed.stdout).toMatch(/Started the daemon \(pid \d+, /);
    expect(home.daemonPid()).not.toBe(outside);
    expect(await status()).toMatchObject({
      installed: true,
      enabled: true,
      active: true,
      matches: true,
      origin: 'own',
      sparesAgents: true,
    });
    // The service runs the daemon itself, nothing that only waits for it.
    expect((await status()).mainPid).toBe(home.daemonPid());
    expect([await agentPid(), isAlive(agent)]).toEqual([agent, true]);

    const inService = home.daemonPid();
    expect((await home.ao(['service', 'install', '--now'])).stdout).toContain('is installed and up to date');
    expect(home.daemonPid()).toBe(inService);

    const removed = await home.ao(['service', 'uninstall']);
    expect(removed.stdout).toMatch(/^Removed .*\n.*Started the daemon.*\nAgents go on\./s);
    await waitForDaemonOtherThan(inService);
    expect([await agentPid(), isAlive(agent)]).toEqual([agent, true]);
    expect(await status()).toMatchObject({ installed: false, enabled: false, active: false });
    expect((await home.ao(['send', 'shop-1', '[[say still here]]', '--wait'])).stdout).toContain('acknowledged');
  });

  test('is what starts the daemon from then on, after a stop and after a crash', async () => {
    await home.ao(['service', 'install']);
    expect(existsSync(join(home.path, 'run/daemon.json'))).toBe(false);
    await home.ao(['spawn', '[[say hello]]', '--wait', '--timeout', '30s']);
    expect(await status()).toMatchObject({ active: true, mainPid: home.daemonPid() });
    const agent = await agentPid();

    expect((await home.ao(['stop'])).stdout).toContain('Agents go on');
    expect(await status()).toMatchObject({ installed: true, enabled: true, active: false });
    await home.ao(['start']);
    expect(await status()).toMatchObject({ active: true, mainPid: home.daemonPid() });

    process.kill(home.daemonPid(), 'SIGKILL');
    await expect.poll(async () => (await status()).active, { timeout: 10_000 }).toBe(false);
    await home.ao(['ls']);
    expect(await status()).toMatchObject({ active: true, mainPid: home.daemonPid() });
    expect([await agentPid(), isAlive(agent)]).toEqual([agent, true]);
  });

  test('a file that was changed by hand is kept, unless it is forced', async () => {
    await home.ao(['service', 'install']);
    const { unitPath } = await status();
    const written = readFileSync(unitPath, 'utf8');
    appendFileSync(unitPath, '# mine\n');
    for (const words of [['install'], ['uninstall']]) {
      const refused = await home.ao(['service', ...words]);
      expect(refused.code).toBe(5);
      expect(refused.stderr).toContain('was changed by hand');
    }
    expect(readFileSync(unitPath, 'utf8')).toBe(`${written}# mine\n`);
    expect((await home.ao(['service', 'install', '--force'])).code).toBe(0);
    expect(readFileSync(unitPath, 'utf8')).toBe(written);

    writeFileSync(unitPath, '[Service]\nExecStart=/bin/true\n');
    expect((await home.ao(['service', 'install'])).stderr).toContain('was not written by ao');
    expect((await home.ao(['service', 'uninstall', '--force'])).code).toBe(0);
    expect(existsSync(unitPath)).toBe(false);
  });

  test('the file can be looked at before, and then nothing is asked or written', async () => {
    const printed = await home.ao(['service', 'install', '--print']);
    expect(printed.stdout).toMatch(/^KillMode=process$/m);
    expect(printed.stdout).toContain(`Environment="AO_HOME=${home.path}"`);
    expect(existsSync(join(systemd, 'calls'))).toBe(false);
    expect(await status()).toMatchObject({ installed: false });
  });

  test('without a user manager nothing is written, and lingering is named', async () => {
    writeFileSync(join(systemd, 'no-bus'), '');
    const refused = await home.ao(['service', 'install', '--now']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/loginctl enable-linger \w+/);
    expect(await status()).toMatchObject({ installed: false, problem: expect.stringContaining('No medium found') });
    expect(calls()).not.toContain('daemon-reload');
    // Whoever only wants an agent gets one.
    expect((await home.ao(['start'])).stdout).toContain('Started the daemon');
  });
});

// Not everybody is root. Those who are not still have the stand-in above.
if (CAN_RUN_SYSTEMD) describeRealSystemd();
else process.emitWarning('The real systemd was not tried: that takes Linux, systemd, and a user who may make control groups.');
