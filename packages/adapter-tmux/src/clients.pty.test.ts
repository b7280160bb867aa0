import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSameProcess, readProcessIdentity } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownerName } from './server/client-owner.ts';
import { clock, createTmuxHome, probeOf, shows, type TmuxHome, until } from './__fixtures__/tmux-home.ts';

// tmux up to 3.6 crashes when it tells control clients something while one of them is only just coming.
let home: TmuxHome;
beforeEach(async () => void (home = await createTmuxHome()));
afterEach(() => home.remove());

async function serverIdentity(): Promise<ProcessIdentity> {
  const identity = await readProcessIdentity(await home.serverPid());
  if (identity === null) throw new Error('the server does not run');
  return identity;
}

/** The name of an owner of clients that has ended. */
async function deadOwner(): Promise<string> {
  const dead = spawn('/bin/sleep', ['60'], { stdio: 'ignore' });
  const name = (await ownerName(dead.pid ?? 0)) ?? '';
  dead.kill('SIGKILL');
  await once(dead, 'exit');
  return name;
}

test('the server does not crash when it goes on after it hung while daemons tried to reach it', async () => {
  const { handle, process: program } = await home.run('exec sleep 600');
  const server = await serverIdentity();
  await home.runtime.close();
  const setTimer = (ms: number, work: () => void) => clock.setTimer(ms / 10, work);
  process.kill(server.pid, 'SIGSTOP');
  for (let count = 0; count < 4; count += 1) {
    const hasty = home.open({ clock: { ...clock, setTimer } });
    expect(await probeOf(hasty, handle)).toMatchObject({ state: 'unknown' });
  }
  process.kill(server.pid, 'SIGCONT');
  expect(await probeOf(home.open(), handle)).toMatchObject({ state: 'alive', process: program });
  await clock.sleep(200);
  expect(await isSameProcess(server)).toBe(true);
});

test('the server does not crash when a daemon starts while the clients of a killed one still go', async () => {
  const { handle, process: program } = await home.run('echo up; exec sleep 600');
  await shows(home.runtime, handle, 'up');
  const server = await serverIdentity();
  const session = home.runtime.ownAttach?.(handle).argv.at(-1) ?? '';
  await home.runtime.close();
  const TERM = await deadOwner();
  for (let round = 0; round < 12; round += 1) {
    const left = Array.from({ length: 4 }, () =>
      spawn('tmux', ['-S', home.socketPath, '-C', 'attach-session', '-t', session], {
        detached: true,
        env: { PATH: '/usr/bin:/bin', TERM },
      }),
    );
    const ends = left.map((client) => once(client, 'exit'));
    await Promise.all(left.map((client) => once(client.stdout, 'readable')));
    for (const client of left) {
      client.stdin.destroy();
      client.stdout.destroy();
    }
    const next = home.open();
    expect(await probeOf(next, handle)).toMatchObject({ state: 'alive', process: program });
    await Promise.all(ends);
    await next.close();
    expect(await isSameProcess(server)).toBe(true);
  }
});

test('the server does not crash when viewers come and go while terminals come and go', async () => {
  const { handle } = await home.run('echo up; exec sleep 600');
  await shows(home.runtime, handle, 'up');
  const server = await serverIdentity();
  const watched = await Promise.all(Array.from({ length: 4 }, () => home.run('exec sleep 600')));
  for (let round = 0; round < 15; round += 1) {
    await Promise.all([
      ...watched.map(async (terminal) => {
        const viewer = await home.runtime.attach(terminal.handle, { onFrame: () => {}, onLost: () => {} });
        await clock.sleep(round % 4);
        viewer.close();
      }),
      ...Array.from({ length: 3 }, async (_, index) => {
        await clock.sleep(index * 3);
        const passing = await home.run('exec sleep 600');
        await home.runtime.destroy(passing.handle, { graceMs: 0 });
      }),
    ]);
    expect(await isSameProcess(server)).toBe(true);
  }
});

test('the server and its programs survive daemons that are killed while somebody looks at a busy terminal', async () => {
  const { handle, process: program } = await home.run('while :; do echo flood; done');
  await shows(home.runtime, handle, 'flood');
  const server = await serverIdentity();
  await home.runtime.close();
  const script = fileURLToPath(new URL('./__fixtures__/looking-main.ts', import.meta.url));
  for (let round = 0; round < 5; round += 1) {
    const daemon = spawn(process.execPath, ['--conditions', '@ao/source', script, home.directory, handle], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(daemon.stdout, 'data');
    await clock.sleep(round * 7);
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
    await clock.sleep(100);
    expect(await isSameProcess(server)).toBe(true);
  }
  const next = home.open();
  expect(await probeOf(next, handle)).toMatchObject({ state: 'alive', process: program });
  // Nothing of the killed ones is left.
  expect(home.tmux('list-clients', '-F', '#{client_pid}').trim().split('\n')).toHaveLength(1);
});

test('clients of a killed daemon that reach the server only after its death do not stay', async () => {
  const count = 12;
  const { handle } = await home.run('exec sleep 600');
  const [slow, begun] = [join(home.directory, 'slow-tmux'), join(home.directory, 'begun')];
  await writeFile(slow, `#!/bin/sh\ncase " $* " in *" -C "*) echo $$ >> '${begun}'; sleep 1;; esac\nexec tmux "$@"\n`, { mode: 0o700 });
  const script = fileURLToPath(new URL('./__fixtures__/asking-main.ts', import.meta.url));
  const daemon = spawn(process.execPath, ['--conditions', '@ao/source', script, home.directory, handle, slow, String(count)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const pidsBegun = async () => (await readFile(begun, 'utf8').catch(() => '')).split('\n').filter(Boolean).map(Number);
  const clients = await until(pidsBegun, (pids) => pids.length === count);
  daemon.kill('SIGKILL');
  await once(daemon, 'exit');
  const arrived = () => home.tmux('list-clients', '-F', '#{client_pid}').trim().split('\n').map(Number);
  await until(
    async () => Promise.all(clients.map((pid) => readProcessIdentity(pid))),
    (found) => found.every((identity) => identity === null),
  );
  expect(arrived()).toHaveLength(1);
});
