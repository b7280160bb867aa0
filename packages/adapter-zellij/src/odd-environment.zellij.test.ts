import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createZellijHome, exitOf, shows, type ZellijHome, zellijPath } from './__fixtures__/zellij-home.ts';

describe.skipIf(zellijPath === null)('a program with an odd environment', () => {
  let home: ZellijHome;
  beforeEach(async () => void (home = await createZellijHome()));
  afterEach(() => home.remove());

  test.each([
    [
      'a shell that warns of a locale the machine does not have',
      { 'BASH_FUNC_x%%': '() { :; }', LC_ALL: 'xx_XX.UTF-8', PATH: '/usr/bin:/bin' },
    ],
    ['a PATH that leads nowhere', { PATH: '/nowhere' }],
    ['an empty PATH', { PATH: '' }],
    ['no PATH at all', {}],
    ['a HOME and a TMPDIR that are not there', { PATH: '/usr/bin:/bin', HOME: '/nowhere', TMPDIR: '/nowhere' }],
  ])('its exit code is known, and it has its own variables: %s', async (_, env: Readonly<Record<string, string>>) => {
    const { handle } = await home.run('/usr/bin/env | /usr/bin/sort; echo shown; /bin/sleep 0.2; exit 7', { env });
    const shown = await shows(home.runtime, handle, 'shown');
    for (const [name, value] of Object.entries(env)) if (!name.includes('%')) expect.soft(shown).toContain(`${name}=${value}`);
    if (env['PATH'] === undefined) expect.soft(shown).not.toMatch(/^PATH=/m);
    expect(await exitOf(home.runtime, handle)).toMatchObject({ code: 7, signal: null, evidence: 'exit_record' });
  });

  test('a folder with blanks, quotes and signs of shells is where it runs, and its arguments are what they were', async () => {
    const cwd = join(home.directory, `a 'b' "c" $HOME \`id\` \\ ;&|<> é`);
    await mkdir(cwd);
    const { handle } = await home.run('', {
      cwd,
      argv: ['/bin/sh', '-c', 'pwd; printf "<%s>\\n" "$@"; exec /bin/sleep 600', 'sh', '', '-n', '$PATH', "it's", '"', '\\', '*', '--'],
      size: { columns: 300, rows: 24 },
    });
    const shown = await shows(home.runtime, handle, '<-->');
    expect(shown).toContain(cwd);
    for (const word of ['<>', '<-n>', '<$PATH>', "<it's>", '<">', '<\\>', '<*>']) expect.soft(shown).toContain(word);
    await home.runtime.destroy(handle, { graceMs: 0 });
  });

  test('nothing of a terminal is left behind it: neither files nor sockets', async () => {
    const files = async () =>
      (await readdir(home.directory, { recursive: true })).filter((name) => !name.includes('zellij-log')).toSorted();
    const cycle = async (): Promise<void> => {
      const { handle } = await home.run('echo up; exec sleep 600');
      await shows(home.runtime, handle, 'up');
      await home.runtime.destroy(handle, { graceMs: 0 });
      await home.runtime.forget(handle);
    };
    await cycle();
    const before = await files();
    await cycle();
    await cycle();
    expect(await files()).toEqual(before);
  });
});
