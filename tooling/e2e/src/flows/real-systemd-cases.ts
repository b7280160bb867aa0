import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';
import { startUserSystemd, type UserSystemd } from '../harness/user-systemd.ts';

interface Status {
  readonly active: boolean | null;
  readonly failure: string | null;
  readonly mainPid: number | null;
  readonly sparesAgents: boolean | null;
  readonly unitPath: string;
}

/** As often as systemd starts it anew before it gives up. */
const STARTS = 5;

/** What must hold under the real systemd. */
export function describeRealSystemd(): void {
  describe('the daemon as a service of the real systemd', () => {
    let home: TestHome;
    let systemd: UserSystemd;
    let unit: string;
    let agents: readonly number[];

    beforeEach(async () => {
      const plain = createTestHome();
      systemd = await startUserSystemd(plain.folder);
      home = plain.with(systemd.env);
      await home.ao(['service', 'install', '--now']);
      unit = (await status()).unitPath.replace(/^.*\//, '');
      for (const runtime of ['pty-host', 'tmux'])
        await home.ao(['spawn', '--runtime', runtime, '--agent', 'command', '--', 'sleep', '6000']);
      agents = await agentPids();
    });
    afterEach(async () => {
      await home[Symbol.asyncDispose]();
      await systemd.close();
    });

    const status = async (): Promise<Status> => JSON.parse((await home.ao(['service', 'status', '--json'])).stdout) as Status;
    const mainPid = async (): Promise<number> => Number(await systemd.systemctl('show', unit, '--property=MainPID', '--value'));
    const activeState = (): Promise<string> => systemd.systemctl('show', unit, '--property=ActiveState', '--value');
    const groupOf = (pid: number): string => /^(?:\d+:name=systemd|0:):(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))?.[1] ?? '';

    async function agentPids(): Promise<readonly number[]> {
      const { sessions } = await home.json<{ readonly sessions: readonly { readonly id: string }[] }>(['ls']);
      const found = sessions.map(async ({ id }) => {
        const { session } = await home.json<{ readonly session: { readonly launch: { readonly process: { readonly pid: number } } } }>([
          'session',
          'get',
          id,
        ]);
        return session.launch.process.pid;
      });
      return (await Promise.all(found)).toSorted((one, other) => one - other);
    }

    /** Kills the daemon alone, as a crash would, and waits until systemd has noticed. */
    async function crash(): Promise<void> {
      const pid = await mainPid();
      await systemd.systemctl('kill', '--signal=KILL', '--kill-whom=main', unit);
      await expect.poll(mainPid, { timeout: 10_000 }).not.toBe(pid);
    }

    /** The agents are the same processes as ever, and the daemon that is asked is the one systemd runs. */
    async function expectAllThere(): Promise<void> {
      expect(await agentPids()).toEqual(agents);
      expect(await mainPid()).toBe(home.daemonPid());
    }

    test('a daemon that crashes is started again by itself, and no agent ends', async () => {
      expect(await status()).toMatchObject({ active: true, sparesAgents: true });
      expect(agents.length).toBe(2);
      await crash();
      await expect.poll(mainPid, { timeout: 10_000 }).toBeGreaterThan(0);
      await expectAllThere();
    });

    test('a command does not wait until systemd starts the daemon again', async () => {
      await crash();
      await expectAllThere();
      expect(await status()).toMatchObject({ active: true, failure: null });
    });

    test('agents belong to the service, and outlive its restart, its stop and its removal', async () => {
      for (const pid of agents) expect(groupOf(pid)).toContain(`/${unit}`);
      await systemd.systemctl('restart', unit);
      await expectAllThere();
      await systemd.systemctl('stop', unit);
      expect(await activeState()).toBe('inactive');
      await expectAllThere();
      expect((await home.ao(['stop'])).stdout).toContain('Agents go on');
      expect(await activeState()).toBe('inactive');
      await home.ao(['start']);
      await expectAllThere();

      expect((await home.ao(['service', 'uninstall'])).stdout).toContain('Agents go on.');
      await systemd.systemctl('daemon-reload');
      expect(await agentPids()).toEqual(agents);
      expect(await systemd.systemctl('show', unit, '--property=LoadState', '--value')).toBe('not-found');
    });

    test('a daemon that fails again and again is given up, which the status tells, and ao starts it all the same', async () => {
      for (let start = 0; start < STARTS; start += 1) {
        await crash();
        await expect.poll(async () => (await activeState()) === 'failed' || (await mainPid()) > 0, { timeout: 10_000 }).toBe(true);
      }
      expect(await status()).toMatchObject({ active: false, failure: 'signal' });
      const shown = await home.ao(['service', 'status']);
      expect(shown.stdout).toContain(`failed (signal): journalctl --user -u ${unit}, then ao start`);
      await home.ao(['start']);
      await expectAllThere();
      expect(await status()).toMatchObject({ active: true, failure: null });
    });
  });
}
