import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSameProcess } from '@ao/adapter-kit';
import type { RuntimeHandle } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildHost } from './__fixtures__/built-host.ts';
import { createPtyHome, exitOf, outputOf, type PtyHome, until } from './__fixtures__/pty-home.ts';

let home: PtyHome;
beforeEach(async () => void (home = await createPtyHome()));
afterEach(() => home.remove());

/** Starts another process that opens the runtime on the home, runs a script in a terminal, and waits to be killed. */
async function startHolder(script: string): Promise<{ readonly pid: number; readonly handle: RuntimeHandle; kill(): Promise<void> }> {
  const program = fileURLToPath(new URL('./__fixtures__/runtime-holder.ts', import.meta.url));
  const holder = spawn(process.execPath, ['--conditions=@ao/source', program, home.directory, await buildHost(), script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(holder.stdout, 'data')) as [Buffer];
  return {
    pid: holder.pid ?? 0,
    handle: line.toString().trim() as RuntimeHandle,
    async kill() {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    },
  };
}

test('a daemon that is killed loses nothing: the next one adopts its terminals, with every byte and the exact exit code', async () => {
  const holder = await startHolder(
    'echo before; read x; echo "between $x"; i=0; while [ $i -lt 3000 ]; do echo "line $i"; i=$((i+1)); done; read x; exit 42',
  );
  await until(
    async () => (await outputOf(home.runtime, holder.handle)).toString(),
    (text) => text.includes('before'),
  );
  await home.runtime.write(holder.handle, Buffer.from('go\n'));
  await holder.kill();
  const { runtime } = home;
  expect(await runtime.list()).toEqual([holder.handle]);
  const ends: string[] = [];
  runtime.onExit?.((handle) => ends.push(handle));
  expect((await runtime.probe([holder.handle]))[0]?.state).toBe('alive');
  const lines = Array.from({ length: 3000 }, (_, line) => `line ${line}\r\n`).join('');
  await until(
    async () => (await outputOf(runtime, holder.handle)).toString(),
    (text) => text.endsWith('line 2999\r\n'),
  );
  expect((await outputOf(runtime, holder.handle)).toString()).toBe(`before\r\ngo\r\nbetween go\r\n${lines}`);
  expect(await runtime.lines(holder.handle, 2)).toEqual(['line 2998', 'line 2999']);
  await runtime.write(holder.handle, Buffer.from('\n'));
  expect(await exitOf(runtime, holder.handle)).toMatchObject({ code: 42, signal: null, evidence: 'exit_record' });
  await until(
    () => ends.length,
    (count) => count > 0,
  );
  expect(ends).toEqual([holder.handle]);
});

test('a host that is killed takes its program along, and that is told with evidence', async () => {
  const { handle } = await home.run('echo up; exec sleep 600');
  await until(
    async () => (await outputOf(home.runtime, handle)).toString(),
    (text) => text.includes('up'),
  );
  process.kill(await home.hostPid(handle), 'SIGKILL');
  expect(await exitOf(home.runtime, handle)).toMatchObject({ code: null, signal: null, evidence: 'process_gone' });
  await expect(home.runtime.write(handle, Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
  expect((await home.runtime.screen(handle)).lines[0]).toBe('up');
  expect(await home.runtime.destroy(handle, { graceMs: 1_000 })).toEqual({ alreadyGone: true, survivors: [] });
});

test('a program that outlives its killed host is alive, cannot be typed to, and can be destroyed', async () => {
  const { handle, process: program } = await home.run(`trap '' HUP TERM; echo up; while :; do sleep 0.1; done`);
  await until(
    async () => (await outputOf(home.runtime, handle)).toString(),
    (text) => text.includes('up'),
  );
  const lost: Error[] = [];
  const frames: string[] = [];
  await home.runtime.attach(handle, { onFrame: (frame) => frames.push(frame.type), onLost: (error) => lost.push(error) });
  await until(
    () => frames.length,
    (count) => count > 0,
  );
  process.kill(await home.hostPid(handle), 'SIGKILL');
  await until(
    () => lost.length,
    (count) => count === 1,
  );
  expect((await home.runtime.probe([handle]))[0]).toMatchObject({ state: 'alive', process: program });
  await expect(home.runtime.write(handle, Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
  expect((await home.runtime.screen(handle)).lines[0]).toBe('up');
  expect(await home.runtime.destroy(handle, { graceMs: 100 })).toEqual({ alreadyGone: false, survivors: [] });
  expect(await isSameProcess(program)).toBe(false);
  expect((await home.runtime.probe([handle]))[0]?.state).toBe('dead');
  expect(frames).toEqual(['snapshot']);
});

test('a terminal of another boot of the machine is dead, for sure and at once', async () => {
  const { handle } = await home.run('echo up; exec sleep 600');
  const path = join(home.folderOf(handle), 'host.json');
  const record = await readFile(path, 'utf8');
  await writeFile(path, record.replaceAll(/"bootId":"[^"]+"/g, '"bootId":"another-boot"'));
  expect((await home.open().probe([handle]))[0]).toMatchObject({ state: 'dead', exit: { evidence: 'boot_changed', code: null } });
  await writeFile(path, record);
});

test('a process that got the pid of the program, and of its host, is neither taken for them nor touched', async () => {
  const { handle, process: program } = await home.run('echo up; exec sleep 600');
  const startedAt = Date.now();
  const { runtime } = home;
  // Two that were started in the same hundredth of a second cannot be told apart; a pid does not come back that soon.
  await until(
    () => Date.now(),
    (now) => now > startedAt + 50,
  );
  const bystander = spawn('/bin/sleep', ['600'], { detached: true });
  try {
    const path = join(home.folderOf(handle), 'host.json');
    const record = await readFile(path, 'utf8');
    const host = await home.hostPid(handle);
    process.kill(host, 'SIGKILL');
    await until(
      () => isSameProcess(program),
      (runs) => !runs,
    );
    const reused = `"pid":${bystander.pid}`;
    await writeFile(path, record.replaceAll(`"pid":${program.pid}`, reused).replaceAll(`"pid":${host}`, reused));
    expect((await home.open().probe([handle]))[0]).toMatchObject({ state: 'dead', exit: { evidence: 'process_replaced' } });
    expect(await runtime.destroy(handle, { graceMs: 100 })).toEqual({ alreadyGone: true, survivors: [] });
    expect(bystander.exitCode).toBeNull();
    expect(bystander.signalCode).toBeNull();
    expect(() => process.kill(bystander.pid ?? 0, 0)).not.toThrow();
  } finally {
    bystander.kill('SIGKILL');
  }
});

test('a creation that was interrupted anywhere can be cleared away by its handle alone', async () => {
  const { handle, process: program } = await home.run('echo up; exec sleep 600');
  const host = await home.hostPid(handle);
  // As if the daemon and then the host had been stopped before anything was written down.
  await rm(join(home.folderOf(handle), 'host.json'));
  expect(await home.open().destroy(handle, { graceMs: 500 })).toEqual({ alreadyGone: false, survivors: [] });
  expect(await isSameProcess(program)).toBe(false);
  expect(() => process.kill(host, 0)).toThrow('ESRCH');
});

test('a host that does not answer is no proof of anything', async () => {
  const { handle } = await home.run('echo up; exec sleep 600');
  const host = await home.hostPid(handle);
  process.kill(host, 'SIGSTOP');
  try {
    const other = home.open();
    expect((await other.probe([handle]))[0]?.state).toBe('alive');
    await expect(other.write(handle, Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  } finally {
    process.kill(host, 'SIGCONT');
  }
});

test('a record that cannot be read makes the answer unknown, not dead', async () => {
  const { handle } = await home.run('echo up; exec sleep 600');
  const path = join(home.folderOf(handle), 'host.json');
  const record = await readFile(path, 'utf8');
  await writeFile(path, record.slice(0, 40));
  expect((await home.open().probe([handle]))[0]).toMatchObject({ state: 'unknown', error: { code: 'RUNTIME_UNAVAILABLE' } });
  await writeFile(path, record);
});
