import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServiceDefinition } from './service-definition.ts';
import { systemdCommand, systemdWord } from './systemd-escape.ts';
import { renderSystemdUnit } from './systemd-unit.ts';

const definition: ServiceDefinition = {
  name: 'ao',
  nodePath: '/usr/bin/node',
  commandLine: '/usr/local/bin/ao',
  home: '/home/ada/.ao',
  environment: { AO_HOME: '/home/ada/.ao', PATH: '/usr/local/bin:/usr/bin' },
  logPath: '/home/ada/.ao/logs/service.log',
};

test.each([
  ['plain', '/usr/bin/node', '"/usr/bin/node"'],
  ['a blank', '/opt/my node', '"/opt/my node"'],
  ['a specifier', '/opt/100%n', '"/opt/100%%n"'],
  ['a quote', `/opt/"it's"`, `"/opt/\\"it's\\""`],
  ['a backslash', '/opt/a\\x20b', '"/opt/a\\\\x20b"'],
  ['other scripts', '/opt/ü/节点', '"/opt/ü/节点"'],
  ['a dollar is nothing special outside of arguments', 'A=$B', '"A=$B"'],
])('a word with %s', (_name, text, word) => {
  expect(systemdWord(text)).toBe(word);
});

test('arguments are kept from being searched for variables; the program is not searched', () => {
  expect(systemdCommand(['/opt/$node', '/opt/$HOME/ao', 'start'])).toBe('"/opt/$node" "/opt/$$HOME/ao" "start"');
});

test('a program whose name systemd does not take is started by a shell', () => {
  expect(systemdCommand([`/opt/it's`, 'start'])).toBe(`"/bin/sh" "-c" "exec \\"$$0\\" \\"$$@\\"" "/opt/it's" "start"`);
});

test('it runs the daemon in the foreground, spares agents, and comes back after a failure only', () => {
  const lines = renderSystemdUnit(definition).split('\n');
  for (const line of [
    'ExecStart="/usr/bin/node" "/usr/local/bin/ao" "start" "--foreground"',
    'Environment="AO_HOME=/home/ada/.ao"',
    'Environment="PATH=/usr/local/bin:/usr/bin"',
    'KillMode=process',
    'OOMPolicy=continue',
    'Restart=on-failure',
    'WantedBy=default.target',
  ]) {
    expect(lines).toContain(line);
  }
});

test.each([
  ['a path', { commandLine: '/opt/a\nExecStart=/bin/evil' }],
  ['a variable', { environment: { PATH: '/usr/bin\nKillMode=control-group' } }],
  ['half a character', { nodePath: '/opt/\ud800' }],
])('%s that would break out of its line is refused', (_name, changes) => {
  expect(() => renderSystemdUnit({ ...definition, ...changes })).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION' }));
});

const run = promisify(execFile);
const hasSystemd = await run('systemd-analyze', ['--version']).then(
  () => true,
  () => false,
);

describe.skipIf(!hasSystemd)('as systemd reads it', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ao-unit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What systemd has to say about a unit; it looks whether the program is there. */
  async function verify(text: string, name = 'ao.service'): Promise<string> {
    const path = join(folder, name);
    writeFileSync(path, text);
    const { stderr } = await run('systemd-analyze', ['verify', '--user', '--man=no', path], {
      env: { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder, SYSTEMD_COLORS: '0' },
    }).catch((error: { readonly stderr: string }) => error);
    return stderr
      .split('\n')
      .filter((line) => line.includes('ao.service') || line.includes(folder))
      .join('\n');
  }

  test.each(['node', 'my node', 'no%nde %%', `it's "node"`, 'back\\slash \\x41', 'ü 节点 🚀', '$HOME $node', '; rm', "'"])(
    'a program called %s is found, and nothing is complained about',
    async (program) => {
      const bin = join(folder, program, 'bin');
      mkdirSync(bin, { recursive: true });
      const nodePath = join(bin, program);
      symlinkSync(process.execPath, nodePath);
      const unit = renderSystemdUnit({
        ...definition,
        nodePath,
        commandLine: join(bin, 'ao'),
        environment: { AO_HOME: join(folder, program), PATH: `${bin}:/usr/bin`, AO_ALLOWED_ORIGINS: 'https://a.example,https://b' },
      });
      expect(await verify(unit)).toBe('');
    },
  );

  test('it does look: a program that is not there is complained about, and so is a word it does not know', async () => {
    expect(await verify(renderSystemdUnit({ ...definition, nodePath: join(folder, 'none') }))).toContain('not executable');
    writeFileSync(join(folder, 'program'), '');
    chmodSync(join(folder, 'program'), 0o755);
    const unit = renderSystemdUnit({ ...definition, nodePath: join(folder, 'program') });
    expect(await verify(unit.replace('KillMode=', 'KillMood='))).toContain('KillMood');
    expect(await verify(unit.replace('KillMode=process', 'KillMode=none'))).toMatch(/KillMode=none/);
  });
});
