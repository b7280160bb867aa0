import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSameProcess, readProcessIdentity } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AttachmentFrame } from '@ao/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownerName } from './server/client-owner.ts';
import { clock, createTmuxHome, exitOf, probeOf, shows, type TmuxHome, until } from './__fixtures__/tmux-home.ts';

let home: TmuxHome;
beforeEach(async () => void (home = await createTmuxHome()));
afterEach(() => home.remove());

const IDLE = {
  sessionId: 'idle-1' as SessionId,
  launchId: 'launch-1' as LaunchId,
  argv: ['/bin/sleep', '600'],
  env: {},
  size: { columns: 80, rows: 24 },
};

test('when the server is killed, each program is told of by what became of itself', async () => {
  const mortal = await home.run('echo up; exec sleep 600');
  const stubborn = await home.run(`trap '' HUP; echo up; while :; do sleep 0.1; done`);
  await shows(home.runtime, stubborn.handle, 'up');
  const heard: string[] = [];
  home.runtime.onExit?.((handle) => heard.push(handle));
  process.kill(await home.serverPid(), 'SIGKILL');
  expect(await exitOf(home.runtime, mortal.handle)).toMatchObject({ evidence: 'process_gone', code: null });
  expect(await probeOf(home.runtime, stubborn.handle)).toMatchObject({ state: 'alive', process: stubborn.process });
  await expect(home.runtime.write(stubborn.handle, Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  expect((await home.runtime.screen(mortal.handle)).exact).toBe(false);
  expect(await home.runtime.destroy(stubborn.handle, { graceMs: 200 })).toEqual({ alreadyGone: false, survivors: [] });
  expect(await isSameProcess(stubborn.process)).toBe(false);
  expect(heard.filter((handle) => handle === stubborn.handle)).toEqual([]);
});

test('after the server was killed, the next terminal gets a new one, and no old handle means a new pane', async () => {
  const old = await home.run('echo old; exec sleep 600');
  process.kill(await home.serverPid(), 'SIGKILL');
  await exitOf(home.runtime, old.handle);
  const next = await home.run('echo new; exec sleep 600');
  await shows(home.runtime, next.handle, 'new');
  await expect(home.runtime.write(old.handle, Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
  expect((await home.runtime.lines(old.handle, 10)).join()).toBe('');
  expect(await probeOf(home.runtime, next.handle)).toMatchObject({ state: 'alive' });
});

test('a viewer hears that its connection was lost when the server dies and the program does not', async () => {
  const { handle } = await home.run(`trap '' HUP; echo up; while :; do sleep 0.1; done`);
  const lost: Error[] = [];
  await home.runtime.attach(handle, { onFrame: () => {}, onLost: (error) => lost.push(error) });
  process.kill(await home.serverPid(), 'SIGKILL');
  await until(
    () => lost.length,
    (count) => count === 1,
  );
  expect(lost[0]).toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
});

test('a socket that somebody removed is made anew by the server, which keeps all it holds', async () => {
  const { handle, process: program } = await home.run('echo up; exec sleep 600');
  const server = await home.serverPid();
  await home.runtime.close();
  await rm(home.socketPath);
  const next = home.open();
  expect(await probeOf(next, handle)).toMatchObject({ state: 'alive', process: program });
  await access(home.socketPath);
  expect(await home.serverPid()).toBe(server);
});

test('a server that hangs makes everything unknown in bounded time, for a daemon that has just started too', async () => {
  const { handle, process: program } = await home.run('echo up; exec sleep 600');
  const server = await home.serverPid();
  await home.runtime.close();
  process.kill(server, 'SIGSTOP');
  try {
    const next = home.open();
    const startedAt = performance.now();
    expect(await probeOf(next, handle)).toMatchObject({ state: 'unknown' });
    await expect(next.write(handle, Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(await isSameProcess(program)).toBe(true);
  } finally {
    process.kill(server, 'SIGCONT');
  }
});

test('a creation that was given up while the server hung is not carried out when it goes on', async () => {
  await home.run('exec sleep 600');
  const server = await home.serverPid();
  const setTimer = (ms: number, work: () => void) => clock.setTimer(ms / 5, work);
  const hasty = home.open({ clock: { ...clock, setTimer } });
  expect(await hasty.list()).toHaveLength(1);
  await hasty.probe(await hasty.list());
  process.kill(server, 'SIGSTOP');
  const given = { ...IDLE, cwd: home.directory };
  await expect(hasty.create(given)).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  // It is not forgotten, whoever looks.
  expect(await home.open().list()).toContain(hasty.handleFor(IDLE.sessionId, IDLE.launchId));
  process.kill(server, 'SIGCONT');
  await until(
    async () => {
      await hasty.probe(await hasty.list());
      return hasty.list();
    },
    (handles) => handles.length === 1,
  );
  expect(home.tmux('list-sessions', '-F', '#{session_name}')).not.toContain(IDLE.sessionId);
});

test('a folder whose daemon died before it had written down what is to be run can be forgotten', async () => {
  const handle = home.runtime.handleFor(IDLE.sessionId, IDLE.launchId);
  const folder = `${home.directory}/terminals/${handle.replace('tmux:', '')}`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/spec.json.0123456789ab`, '{');
  await home.runtime.forget(handle);
  await expect(access(`${folder}/..`)).rejects.toThrow('ENOENT');
});

test('a terminal whose daemon died between writing down its end and letting it go does not stay on the server', async () => {
  const { handle } = await home.run('exec sleep 600');
  const [, session = ''] = home.tmux('list-sessions', '-F', '#{session_name}').trim().split('\n');
  await home.runtime.close();
  const exit = { version: 1, code: null, signal: 'SIGKILL', at: 1 };
  await writeFile(`${home.directory}/terminals/${handle.replace('tmux:', '')}/exit.json`, JSON.stringify(exit));
  process.kill(Number(home.tmux('list-panes', '-t', session, '-F', '#{pane_pid}').trim()), 'SIGKILL');
  const next = home.open();
  await next.list();
  await until(
    () => home.tmux('list-sessions', '-F', '#{session_name}').trim(),
    (sessions) => sessions === 'ao',
  );
});

test('what ended while no daemon was there is told exactly, with its last screen, and leaves the server', async () => {
  const { handle } = await home.run('echo last words; read x; exit 9', { size: { columns: 60, rows: 5 } });
  const other = await home.run('exec sleep 600');
  await shows(home.runtime, handle, 'last words');
  await home.runtime.close();
  home.tmux('send-keys', '-t', home.tmux('list-panes', '-a', '-F', '#{pane_id} #{window_width}').match(/(%\d+) 60/)?.[1] ?? '', 'Enter');
  await clock.sleep(300);
  const next = home.open();
  expect(await exitOf(next, handle)).toMatchObject({ code: 9, evidence: 'exit_record' });
  expect((await next.screen(handle)).lines[0]).toBe('last words');
  expect(home.tmux('list-sessions', '-F', '#{session_name}').trim().split('\n')).toHaveLength(2);
  expect(await probeOf(next, other.handle)).toMatchObject({ state: 'alive' });
});

test('a launch whose daemon died before it was written down is taken over', async () => {
  const { handle, process: program } = await home.run('echo up; exec sleep 600');
  await rm(`${home.directory}/terminals/${handle.replace('tmux:', '')}/program.json`);
  expect(await probeOf(home.open(), handle)).toMatchObject({ state: 'alive', process: program });
});

test('a launch whose daemon died before it had asked for the terminal is known to be none within seconds', async () => {
  const dead = spawn('/bin/sleep', ['60'], { stdio: 'ignore' });
  const creators = [await readProcessIdentity(dead.pid ?? 0), await readProcessIdentity(process.pid)];
  dead.kill('SIGKILL');
  await once(dead, 'exit');
  await home.run('exec sleep 600');
  const handles = ['of-the-dead', 'of-the-living'].map((launch) => home.runtime.handleFor(IDLE.sessionId, launch as LaunchId));
  for (const [index, handle] of handles.entries()) {
    const folder = `${home.directory}/terminals/${handle.replace('tmux:', '')}`;
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/spec.json`, JSON.stringify({ version: 1, creator: creators[index] }));
  }
  const [ofTheDead, ofTheLiving] = await home.open().probe(handles);
  expect(ofTheDead).toMatchObject({ state: 'dead', exit: { evidence: 'runtime_gone' } });
  expect(ofTheLiving).toMatchObject({ state: 'unknown' });
});

test('a program that lets go of its terminal and runs on is alive', async () => {
  const { handle } = await home.run(`trap '' HUP; exec </dev/null >/dev/null 2>&1; while :; do sleep 0.2; done`);
  await clock.sleep(300);
  expect(await probeOf(home.runtime, handle)).toMatchObject({ state: 'alive' });
});

test('the server goes when nothing is left on it, and stays for a person who opened something there', async () => {
  const { handle } = await home.run('exec sleep 600');
  const server = await home.serverPid();
  await home.runtime.destroy(handle, { graceMs: 1_000 });
  home.tmux('new-session', '-d', '-s', 'mine', 'sleep', '600');
  await home.runtime.close();
  expect(home.tmux('list-sessions', '-F', '#{session_name}')).toContain('mine');
  home.tmux('kill-session', '-t', 'mine');
  const next = home.open();
  expect(await probeOf(next, handle)).toMatchObject({ state: 'dead' });
  await next.create({ ...IDLE, cwd: home.directory });
  await next.destroy(next.handleFor(IDLE.sessionId, IDLE.launchId), { graceMs: 500 });
  await next.close();
  await until(
    async () => (await readProcessIdentity(server)) !== null,
    (isRunning) => !isRunning,
  );
});

test('a flood holds up neither a keystroke elsewhere nor the viewer who has stopped to look', async () => {
  const flood = await home.run('yes flood');
  const quiet = await home.run('stty -echo; echo ready; while read x; do echo "got $x"; done');
  await shows(home.runtime, quiet.handle, 'ready');
  const frames: AttachmentFrame['type'][] = [];
  const viewer = await home.runtime.attach(flood.handle, { onFrame: ({ type }) => frames.push(type), onLost: () => {} });
  await until(
    () => frames.length,
    (count) => count > 20,
  );
  viewer.pause();
  const count = frames.length;
  const startedAt = performance.now();
  await home.runtime.write(quiet.handle, Buffer.from('key\r'));
  await shows(home.runtime, quiet.handle, 'got key');
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  await clock.sleep(200);
  expect(frames).toHaveLength(count);
  viewer.resume();
  await until(
    () => frames.slice(count),
    (rest) => rest.includes('snapshot'),
  );
  viewer.close();
});

test('a viewer whose daemon did not read for long gets a picture of the present, and goes on', async () => {
  const { handle } = await home.run('i=0; while :; do i=$((i+1)); echo "count $i"; done');
  const frames: AttachmentFrame['type'][] = [];
  const viewer = await home.runtime.attach(handle, { onFrame: ({ type }) => frames.push(type), onLost: () => {} });
  await until(
    () => frames.length,
    (count) => count > 5,
  );
  // Nothing is read meanwhile. The server gives up on a viewer after five seconds.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 8_000);
  await until(
    () => frames.lastIndexOf('snapshot'),
    (last) => last > 0,
  );
  const count = frames.length;
  await until(
    () => frames.length,
    (length) => length > count + 20,
  );
  viewer.close();
});

test('a server ends with its last agent, though a client whose owner was killed in the middle of reading hangs on it', async () => {
  const { handle } = await home.run('while :; do echo flood; done');
  await shows(home.runtime, handle, 'flood');
  const session = home.runtime.ownAttach?.(handle).argv.at(-1) ?? '';
  const client = spawn('tmux', ['-S', home.socketPath, '-C', 'attach-session', '-t', session], { detached: true });
  await once(client.stdout, 'readable');
  client.stdout.destroy();
  await home.runtime.destroy(handle, { graceMs: 100 });
  await home.runtime.close();
  const pid = await home.serverPid();
  await until(
    () => readProcessIdentity(pid),
    (identity) => identity === null,
  );
});

test('a client of a daemon that was killed does not stay when it comes so late that it brings the server itself', async () => {
  expect(await home.runtime.list()).toEqual([]);
  const dead = spawn('/bin/sleep', ['60'], { stdio: 'ignore' });
  const TERM = (await ownerName(dead.pid ?? 0)) ?? '';
  dead.kill('SIGKILL');
  await once(dead, 'exit');
  await mkdir(dirname(home.socketPath), { recursive: true });
  const late = spawn('tmux', ['-S', home.socketPath, '-C', 'new-session', '-s', 'ao', '--', '/bin/sleep', '600'], {
    detached: true,
    env: { PATH: '/usr/bin:/bin', TERM },
  });
  const ended = once(late, 'exit');
  await once(late.stdout, 'readable');
  await ended;
});

test('clients of a daemon that was killed do not stay on the server for as long as it runs, nor does one that comes late', async () => {
  const { handle } = await home.run('while :; do echo flood; done');
  await shows(home.runtime, handle, 'flood');
  const session = home.runtime.ownAttach?.(handle).argv.at(-1) ?? '';
  const dead = spawn('/bin/sleep', ['60'], { stdio: 'ignore' });
  const ofDead = (await ownerName(dead.pid ?? 0)) ?? '';
  dead.kill('SIGKILL');
  await once(dead, 'exit');
  /** A client in control mode that nobody reads. */
  const attach = async (TERM: string) => {
    const client = spawn('tmux', ['-S', home.socketPath, '-C', 'attach-session', '-t', session], {
      detached: true,
      env: { PATH: '/usr/bin:/bin', TERM },
    });
    const ended = once(client, 'exit');
    await once(client.stdout, 'readable');
    // Its input lasts, as that of every viewer does: an end of it would end the server of a flood.
    client.stdout.destroy();
    return { pid: client.pid ?? 0, ended };
  };
  const [abandoned, next] = [await attach(ofDead), home.open()];
  expect((await probeOf(next, handle)).state).toBe('alive');
  await abandoned.ended;
  await (await attach(ofDead)).ended;
  const clients = () => home.tmux('list-clients', '-F', '#{client_pid} #{client_termname}').trim().split('\n');
  await until(clients, (lines) => !lines.some((line) => line.includes(ofDead)));
  // Those of both runtimes stay, and so does that of somebody who knows tmux.
  const persons = spawn('tmux', ['-S', home.socketPath, '-C', 'attach-session', '-t', session], {
    env: { PATH: '/usr/bin:/bin', TERM: 'xterm' },
  });
  await once(persons.stdout, 'readable');
  await clock.sleep(200);
  expect(clients()).toContain(`${persons.pid} xterm`);
  expect(clients().filter((line) => line.includes(` ao-${process.pid}-`))).toHaveLength(2);
  persons.kill('SIGKILL');
});
