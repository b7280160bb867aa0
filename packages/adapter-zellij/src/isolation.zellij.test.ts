import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createZellijHome, exitOf, shows, type ZellijHome, zellijPath } from './__fixtures__/zellij-home.ts';

const execute = promisify(execFile);

describe.skipIf(zellijPath === null)('zellij is kept apart', () => {
  let home: ZellijHome;
  beforeEach(async () => void (home = await createZellijHome()));
  afterEach(() => home.remove());

  test('a program has a terminal type and no variable of zellij', async () => {
    const { handle } = await home.run('env | sort; echo .', {
      env: { PATH: '/usr/bin:/bin', HOME: '/somewhere', XDG_CACHE_HOME: '/cache' },
    });
    const all = await shows(home.runtime, handle, '.');
    expect(all).not.toMatch(/^(?:ZELLIJ|XDG_(?:DATA|CONFIG)|TMPDIR)/m);
    expect(all).toMatch(/^TERM=xterm-256color$/m);
    expect(all).toMatch(/^COLORTERM=truecolor$/m);
    expect(all).toMatch(/^HOME=\/somewhere$/m);
    expect(all).toMatch(/^XDG_CACHE_HOME=\/cache$/m);
  });

  test('a variable of zellij that a program is to get reaches the program and not the server', async () => {
    const env = { PATH: '/usr/bin:/bin', ZELLIJ_SOCKET_DIR: '/elsewhere', ZELLIJ_AUTO_ATTACH: 'true', NO_COLOR: '1' };
    const { handle } = await home.run('env; echo .; exec sleep 600', { env });
    const all = await shows(home.runtime, handle, '.');
    for (const [name, value] of Object.entries(env)) expect(all).toContain(`${name}=${value}`);
    const { server } = await home.attendantsOf(handle);
    expect(await readFile(`/proc/${server}/environ`, 'utf8')).not.toContain('/elsewhere');
  });

  test('neither secrets of the environment nor what is typed stand on a command line or in a file', async () => {
    const { handle } = await home.run('stty -echo; echo ready; read x; echo done; exec sleep 600', {
      env: { PATH: '/usr/bin:/bin', SECRET: 'hunter2-in-the-environment' },
    });
    await shows(home.runtime, handle, 'ready');
    const before = await commandLines();
    await home.runtime.write(handle, Buffer.from('hunter2-typed\r'));
    const after = await commandLines();
    await shows(home.runtime, handle, 'done');
    expect(before + after).not.toContain('hunter2');
    const folder = home.folderOf(handle);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    for (const name of await readdir(folder)) expect.soft(await readFile(join(folder, name), 'utf8'), name).not.toContain('hunter2');
    expect((await stat(join(home.directory, 'run'))).mode & 0o077).toBe(0);
  });

  test('no plugin runs, and nothing is written into the home of the user', async () => {
    const user = join(home.directory, 'user');
    const { handle } = await home.run('echo up; exec sleep 600', {
      env: { PATH: '/usr/bin:/bin', HOME: user, XDG_DATA_HOME: join(user, 'data') },
    });
    const { server } = await home.attendantsOf(handle);
    const rss = Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${server}/status`, 'utf8'))?.[1]);
    expect(rss).toBeLessThan(40_000);
    expect(await readdir(user).catch(() => 'nothing')).toBe('nothing');
  });

  test('a session that has ended cannot be attached to, and does not come back to life', async () => {
    const { handle } = await home.run('echo up; exit 0');
    const command = home.runtime.ownAttach?.(handle);
    expect(command).toMatchObject({ leave: 'Ctrl-Alt-d' });
    await exitOf(home.runtime, handle);
    await home.runtime.screen(handle);
    await home.runtime.destroy(handle, { graceMs: 0 });
    const [program = '', ...argv] = command?.argv ?? [];
    const attempt = await execute('script', ['-qec', [program, ...argv].join(' '), '/dev/null'], {
      env: { ...command?.env, PATH: '/usr/bin:/bin', HOME: home.directory, TERM: 'xterm' },
      timeout: 10_000,
    }).catch((error: { readonly stdout: string; readonly code: number }) => error);
    expect(attempt.stdout).toMatch(/not found|No session/i);
    expect(await serversOf(home.directory)).toEqual([]);
  });

  test('nothing is left of the sockets of a session that has ended by itself', async () => {
    const { handle } = await home.run('exit 3');
    expect(await exitOf(home.runtime, handle)).toMatchObject({ code: 3 });
    await expect.poll(() => readdir(join(home.directory, 'run')), { timeout: 5_000 }).toEqual([]);
    expect(await readdir(home.folderOf(handle))).toContain('kept');
  });

  test('a session is alone in its socket directory, so that no name can be taken for another', () => {
    const attach = (id: string) => home.runtime.ownAttach?.(home.runtime.handleFor(id as never, 'a' as never));
    const directories = ['x-1', 'x-10', 'x-100'].map((id) => attach(id)?.env['ZELLIJ_SOCKET_DIR'] ?? '');
    expect(new Set(directories).size).toBe(3);
  });

  test('an executable text without an interpreter is refused, and not taken for a script', async () => {
    const path = join(home.directory, 'text');
    await writeFile(path, 'touch here\n', { mode: 0o755 });
    await expect(home.run('', { argv: [path] })).rejects.toMatchObject({ code: 'RUNTIME_CREATE_FAILED' });
    expect(await home.runtime.list()).toEqual([]);
  });
});

async function commandLines(): Promise<string> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.join('\n');
}

async function serversOf(directory: string): Promise<readonly string[]> {
  return (await commandLines()).split('\n').filter((line) => line.includes('--server') && line.includes(directory));
}
