import { readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestTerminal } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clock, createTmuxHome, exitOf, probeOf, shows, type TmuxHome, until } from './__fixtures__/tmux-home.ts';

let home: TmuxHome;
beforeEach(async () => void (home = await createTmuxHome()));
afterEach(() => home.remove());

const PASTE = Buffer.from(`\u001b[200~${'pasted text '.repeat(50)}\u001b[201~`);

test('pastes into hundreds of programs that die at that moment leave the server alive', async () => {
  const witness = await home.run('echo up; exec sleep 600');
  const server = await home.serverPid();
  for (let round = 0; round < 20; round += 1) {
    const dying = await Promise.all(Array.from({ length: 10 }, () => home.run('exec sleep 600')));
    await Promise.all(
      dying.map(async ({ handle, process: program }, index) => {
        const writes = Array.from({ length: 4 }, () => home.runtime.write(handle, PASTE).catch((error: unknown) => error));
        if (index % 2 === 0) process.kill(program.pid, 'SIGKILL');
        await clock.sleep(index % 3);
        if (index % 2 === 1) process.kill(program.pid, 'SIGKILL');
        const after = Array.from({ length: 4 }, () => home.runtime.write(handle, PASTE).catch((error: unknown) => error));
        for (const outcome of await Promise.all([...writes, ...after])) {
          if (outcome !== undefined) expect.soft(outcome).toMatchObject({ code: 'RUNTIME_GONE' });
        }
      }),
    );
  }
  expect(await home.serverPid()).toBe(server);
  expect(home.tmux('display-message', '-p', '#{pid}').trim()).toBe(String(server));
  expect(await probeOf(home.runtime, witness.handle)).toMatchObject({ state: 'alive', process: witness.process });
  expect(home.tmux('list-buffers').trim()).toBe('');
});

test('a screen full of what looks like the end of an answer is text', async () => {
  const fake = `i=0; now=$(date +%s); while [ $i -lt 900 ]; do echo "%end $now $i 1"; echo "%error $((now+1)) $i 1"; i=$((i+1)); done; echo done; exec sleep 600`;
  const { handle } = await home.run(fake);
  const other = await home.run('echo up; exec sleep 600');
  await shows(home.runtime, handle, 'done');
  for (let turn = 0; turn < 50; turn += 1) {
    expect((await home.runtime.lines(handle, 1)).at(-1)).toBe('done');
    expect((await home.runtime.screen(handle)).lines).toHaveLength(24);
  }
  expect(await probeOf(home.runtime, other.handle)).toMatchObject({ state: 'alive' });
});

test('secrets of the environment are in no command line, and in no file', async () => {
  const seen = new Set<string>();
  let looking = true;
  const watch = (async () => {
    while (looking) {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        try {
          const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
          if (line.includes('hunter2')) seen.add(line);
        } catch {
          // It has just ended.
        }
      }
      await clock.sleep(1);
    }
  })();
  const env = { PATH: '/usr/bin:/bin', TOKEN: 'hunter2-in-the-environment', 'ODD.NAME': 'hunter2', LINES_OF: 'one\ntwo $HOME "x"' };
  const created = await Promise.all(Array.from({ length: 5 }, () => home.run('', { env, argv: ['/bin/sleep', '600'] })));
  looking = false;
  await watch;
  expect([...seen]).toEqual([]);
  const environ = readFileSync(`/proc/${created[0]?.process.pid}/environ`, 'utf8').split('\0').filter(Boolean);
  const given = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  expect(environ.filter((line) => !/^(?:TERM|COLORTERM|AO_TERMINAL_ID)=/.test(line)).toSorted()).toEqual(given.toSorted());
  expect(readFileSync(`/proc/${await home.serverPid()}/environ`, 'utf8')).not.toContain('hunter2');
});

test('what a person has set for all programs is kept from tmux: shell, terminal, another tmux', async () => {
  const env = { PATH: '/bin', SHELL: '/bin/zsh', TERM: 'vt100', TERM_PROGRAM: 'mine', TMUX: '', PWD: '/elsewhere', COLORTERM: 'no' };
  const { process: program } = await home.run('', { env, argv: ['/bin/sleep', '600'] });
  const environ = readFileSync(`/proc/${program.pid}/environ`, 'utf8').split('\0').filter(Boolean);
  const given = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  expect(environ.filter((line) => !line.startsWith('AO_TERMINAL_ID=')).toSorted()).toEqual(given.toSorted());
  expect(environ.some((line) => line.startsWith('TMUX_PANE='))).toBe(false);
  expect(readFileSync(`/proc/${program.pid}/cmdline`, 'utf8')).toBe(['/bin/sleep', '600', ''].join('\0'));
});

test('folders and programs may be called like formats, variables and options', async () => {
  const cwd = join(home.directory, '#{pid} #(touch x) %H $HOME -t;');
  await mkdir(cwd);
  const program = join(cwd, 'a=b --help');
  await copyFile('/bin/pwd', program);
  await chmod(program, 0o755);
  const { handle } = await home.run('', { cwd, argv: [program], size: { columns: 300, rows: 5 } });
  expect(await exitOf(home.runtime, handle)).toMatchObject({ code: 0 });
  expect(await home.runtime.lines(handle, 1)).toEqual([cwd]);
});

test('a person attaches by the command that is told, scrolls back, and the program still gets the keys', async () => {
  const { handle } = await home.run(
    'stty -echo; i=0; while [ $i -lt 100 ]; do echo "line $i"; i=$((i+1)); done; while read x; do echo "got $x"; done',
  );
  await shows(home.runtime, handle, 'line 99');
  const own = home.runtime.ownAttach?.(handle);
  expect(own).toMatchObject({ leave: 'Ctrl-b d' });
  const person = createTestTerminal({
    argv: own?.argv.map((part, index) => (index === 0 ? '/usr/bin/tmux' : part)) ?? [],
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...own?.env },
  });
  try {
    await person.waitFor('line 99');
    person.write('\u0002[');
    await until(
      () => home.tmux('list-panes', '-a', '-F', '#{pane_in_mode}'),
      (modes) => modes.includes('1'),
    );
    expect((await home.runtime.screen(handle)).size).toEqual({ columns: 80, rows: 24 });
    await home.runtime.write(handle, Buffer.from('typed\r'));
    await shows(home.runtime, handle, 'got typed');
  } finally {
    await person.close();
  }
});

test('an output with control characters and broken characters reaches viewers byte for byte, without questions', async () => {
  const { handle } = await home.run(
    `stty raw -echo; echo ready; head -c 1 >/dev/null; printf 'a\\000\\\\b\\200\\377\\303(\\033[6n\\033[31mred\\033]11;?\\007\\033[0m end'; exec sleep 600`,
  );
  await shows(home.runtime, handle, 'ready');
  let data = '';
  const viewer = await home.runtime.attach(handle, {
    onFrame: (frame) => void (data += frame.type === 'data' ? Buffer.from(frame.bytes).toString('latin1') : ''),
    onLost: () => {},
  });
  await clock.sleep(100);
  await home.runtime.write(handle, Buffer.from('x'));
  await until(
    () => data,
    (text) => text.includes('end'),
  );
  expect(data).toBe('a\x00\\b\x80\xff\xc3(\x1b[31mred\x1b[0m end');
  viewer.close();
});
