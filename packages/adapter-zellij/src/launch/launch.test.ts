import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readExitStatus } from './exit-status.ts';
import { launchEnvironment } from './launch-environment.ts';
import { keeperScript, type LaunchScripts, programScript } from './launch-scripts.ts';
import { chooseShell } from './launch-shell.ts';
import { kdlQuote, shellQuote } from './shell-quote.ts';

const execute = promisify(execFile);

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'ao-z-launch-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('the exit status as the shell took it', () => {
  test.each([
    ['0 exit\n', { code: 0, signal: null }],
    ['255 exit\n', { code: 255, signal: null }],
    ['137 signal\n', { code: null, signal: 'SIGKILL' }],
    ['143 signal\n', { code: null, signal: 'SIGTERM' }],
    ['137 exit\n', { code: 137, signal: null }],
    ['130 exit\n', { code: null, signal: null }],
    ['141 exit\n', { code: null, signal: null }],
    ['', null],
    ['0 exi', null],
  ])('%j', (text, expected) => {
    expect(readExitStatus(text)).toEqual(expected);
  });
});

describe('quoting', () => {
  test('a shell reads every text as it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
        async (text) => {
          const { stdout } = await execute('/bin/sh', ['-c', `printf %s ${shellQuote(text)}`], { encoding: 'buffer' });
          expect(stdout.toString()).toBe(Buffer.from(text).toString());
        },
      ),
      { numRuns: 40 },
    );
  });

  test('KDL strings hold quotes, backslashes and control characters', () => {
    expect(kdlQuote('a "b" \\ \n\u0001 ü')).toBe('"a \\"b\\" \\\\ \\u{a}\\u{1} ü"');
  });
});

describe('the environment', () => {
  const forZellij = { ZELLIJ_SOCKET_DIR: '/run/x', HOME: '/ours' };

  test('the server gets the variables of the program and its own, the program gets only its own back', () => {
    const made = launchEnvironment({ PATH: '/bin', HOME: '/home/me', ZELLIJ_AUTO_EXIT: 'true', TERM: 'vt100' }, forZellij, 'id-1');
    expect(made.server).toEqual({
      PATH: '/usr/bin:/bin:/bin',
      TERM: 'vt100',
      COLORTERM: 'truecolor',
      AO_TERMINAL_ID: 'id-1',
      ...forZellij,
    });
    expect(made.unset).toEqual(['ZELLIJ', 'ZELLIJ_PANE_ID', 'ZELLIJ_SESSION_NAME', 'ZELLIJ_SOCKET_DIR']);
    expect(made.restore).toEqual({ HOME: '/home/me', ZELLIJ_AUTO_EXIT: 'true' });
    expect(made.path).toBe('/bin');
  });

  test.each([
    ['leads nowhere', { PATH: '/nowhere' }, '/usr/bin:/bin:/nowhere', '/nowhere'],
    ['is empty, so that the folder it is in would be looked at', { PATH: '' }, '/usr/bin:/bin', ''],
    ['is not there', {}, '/usr/bin:/bin', null],
  ])('the scripts find their tools, and none of the work tree, when PATH %s; the program gets its own', (_, program, server, path) => {
    const made = launchEnvironment(program, forZellij, 'id-1');
    expect(made.server['PATH']).toBe(server);
    expect(made.path).toBe(path);
  });

  test('an environment with names a plain shell would drop is passed on by another shell', async () => {
    expect(await chooseShell({ PATH: '/bin' })).toEqual(['/bin/sh']);
    expect((await chooseShell({ 'BASH_FUNC_which%%': '() { echo; }' })).join(' ')).toMatch(/^(?:\/\S*bash -p|\/bin\/sh)$/);
  });
});

describe('the scripts, with a zellij that only writes down what it is asked', () => {
  async function run(argv: readonly string[], zellijSays = 'printed', shell = '/bin/sh', letsGo = true): Promise<string> {
    const zellij = join(directory, 'zellij');
    await writeFile(zellij, `#!/bin/sh\necho "$@" >> ${directory}/asked\n[ -n '${zellijSays}' ] && echo '${zellijSays}'\nexit 0\n`);
    await chmod(zellij, 0o755);
    await mkdir(join(directory, "it's here"));
    await mkdir(join(directory, 'sockets/contract_version_1'), { recursive: true });
    const scripts: LaunchScripts = {
      directory,
      argv,
      cwd: join(directory, "it's here"),
      path: '/nowhere',
      unset: ['TO_BE_TAKEN'],
      restore: { GIVEN: "back'" },
      zellij: [zellij],
      socketDirectory: join(directory, 'sockets'),
      sessionName: 'ao',
      zellijEnvironment: { HOME: '/ours' },
      pane: 0,
      shell: [shell],
    };
    await writeFile(join(directory, 'keeper.sh'), keeperScript(scripts));
    await writeFile(join(directory, 'program.sh'), programScript(scripts));
    if (letsGo) await writeFile(join(directory, 'go'), '');
    const { stdout } = await execute('/bin/sh', ['-c', 'exec /bin/sh "$0" </dev/null', join(directory, 'keeper.sh')], {
      env: { PATH: '/usr/bin:/bin', TO_BE_TAKEN: 'x', AO_TERMINAL_ID: 'id' },
    });
    return stdout;
  }
  const read = (name: string) => readFile(join(directory, name), 'utf8');

  test('the program runs in its folder with its arguments and its environment, and its end is written down', async () => {
    const stdout = await run(['/bin/sh', '-c', 'pwd; echo "$1|$GIVEN|$TO_BE_TAKEN|$AO_TERMINAL_ID|$PATH"; exit 7', 'sh', '$HOME "quoted"']);
    expect(stdout).toContain(`${directory}/it's here\n$HOME "quoted"|back'||id|/nowhere\n`);
    expect(await read('exit')).toBe('7 exit\n');
    expect(Number(await read('pid'))).toBeGreaterThan(0);
  });

  test.each(['KILL', 'TERM', 'SEGV', 'HUP'])('an end by SIG%s is told from an exit with the same status', async (signal) => {
    await run(['/bin/sh', '-c', `kill -${signal} $$`]);
    expect(readExitStatus(await read('exit'))).toEqual({ code: null, signal: `SIG${signal}` });
  });

  test('what a shell says before the program begins is no word about its end', async () => {
    await writeFile(join(directory, 'talkative'), '#!/bin/sh\necho "warning: cannot change locale" >&2\nexec /bin/sh "$@"\n', {
      mode: 0o755,
    });
    await run(['/bin/sh', '-c', 'exit 137'], 'printed', join(directory, 'talkative'));
    expect(await read('exit')).toBe('137 exit\n');
  });

  test('what the program itself says on standard error is shown, and is no word about its end', async () => {
    expect(await run(['/bin/sh', '-c', 'echo oh no >&2; exit 3'])).not.toContain('oh no');
    expect(await read('exit')).toBe('3 exit\n');
    expect(await read('said')).toBe('');
  });

  test('a program that is never let go ends by itself when its folder is removed', async () => {
    const running = run(['/bin/sh', '-c', 'exit 0'], 'printed', '/bin/sh', false);
    running.catch(() => undefined);
    await expect.poll(() => read('pid').catch(() => ''), { timeout: 5_000 }).toMatch(/^\d/);
    const pid = Number(await read('pid'));
    // In one step: the scripts end as soon as a part of it is gone, and write that down in what is left.
    const aside = `${directory}-aside`;
    await rename(directory, aside);
    await expect.poll(() => isThere(pid), { timeout: 5_000 }).toBe(false);
    await running.catch(() => undefined);
    await rm(aside, { recursive: true });
  });

  test('then the last picture is kept, the session ended, and nothing is left of its sockets', async () => {
    await run(['/bin/true']);
    expect((await read('asked')).trim().split('\n')).toEqual([
      '--session ao action list-panes --all --json',
      '--session ao action dump-screen --pane-id terminal_0',
      '--session ao action dump-screen --pane-id terminal_0 --full --ansi',
      'kill-session ao',
    ]);
    expect(await read('last-screen.txt')).toBe('printed\n');
    expect(await read('kept')).toBe('');
    expect(await readdir(directory)).not.toContain('sockets');
  });

  test('a zellij that prints nothing is asked a few times, and then no more', async () => {
    await run(['/bin/true'], '');
    expect((await read('asked')).trim().split('\n')).toHaveLength(16);
    await expect(read('last-screen.txt')).rejects.toThrow('ENOENT');
    expect(await read('kept')).toBe('');
  });

  test('a refusal by the system is written down', async () => {
    await run([join(directory, 'missing')]);
    expect(await read('refused')).toBe('');
  });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
