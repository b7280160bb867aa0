import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { spawnWithWork } from '../commands/fault-command.ts';
import { copyDaemon } from '../machine/daemon-copy.ts';
import { isTmuxServer, processesOf } from '../machine/home-processes.ts';
import { createStage } from '../machine/stage.ts';
import { checkMachine } from './broken-on-machine.ts';

test('over tmux the server and its clients are explained; a second server, a strange client and what a server left behind are found', async () => {
  using copy = await copyDaemon();
  await using stage = await createStage({ copy, runtime: 'tmux' });
  const broken = async () => (await checkMachine(stage, 1_500)).broken;
  const id = await spawnWithWork(stage);
  expect(await broken()).toEqual([]);
  const { home, folder } = stage.home;
  const tmux = (socket: string, ...args: readonly string[]) =>
    spawn('tmux', ['-S', socket, '-f', '/dev/null', ...args], { env: { PATH: '/usr/bin:/bin' }, stdio: ['pipe', 'ignore', 'ignore'] });

  const client = tmux(`${home}/run/tmux.sock`, '-C', 'attach-session', '-t', 'ao');
  onTestFinished(() => void client.kill('SIGKILL'));
  await expect.poll(broken, { timeout: 20_000 }).toEqual([expect.stringContaining(`nobody explains process ${client.pid} (tmux: client)`)]);
  client.kill('SIGKILL');
  await once(client, 'exit');

  const second = tmux(`${folder}/second.sock`, 'new-session', '-d', '--', 'sleep 60');
  await once(second, 'exit');
  expect(await broken()).toContainEqual(expect.stringContaining('a second tmux server runs'));
  for (const { pid } of processesOf(folder).filter((process) => process.command.includes('second.sock'))) process.kill(pid, 'SIGKILL');

  await stage.client().sessions.kill(id, {});
  expect(await broken()).toEqual([]);
  expect(processesOf(folder).filter(isTmuxServer)).toHaveLength(1);
});
