import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOOK_COMMAND } from './hook-command.ts';
import { readSpoolPayload } from './spool-payload.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-hook-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function runHook(payload: string | Buffer, env: Record<string, string>, line = HOOK_COMMAND, shell = '/bin/sh') {
  const { status, stdout, stderr } = spawnSync(shell, ['-c', line], { input: payload, env: { PATH: '/usr/bin:/bin', ...env } });
  return { status, output: `${stdout.toString()}${stderr.toString()}` };
}

/** What a reader finds: the payloads whose visible name has appeared, with their modes. */
function dropped(folder: string) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => {
    const path = join(folder, name);
    const payload = readSpoolPayload({ path });
    return { name, text: payload.state === 'read' ? payload.text : payload.state, mode: statSync(path).mode & 0o777 };
  });
}

const quiet = { status: 0, output: '' };

test('drops what it reads where only its owner reads it', () => {
  const payload = '{"text":"quotes \' \\" dollars $HOME `id` \\\\ and ünïcode"}';
  expect(runHook(payload, { AO_SPOOL: directory })).toEqual(quiet);
  expect(dropped(directory)).toEqual([{ name: expect.stringMatching(/^\d+-0\.json$/), text: payload, mode: 0o600 }]);
  for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
});

test('is one line that does not differ between sessions', () => {
  expect(HOOK_COMMAND).not.toContain('\n');
  expect(HOOK_COMMAND.startsWith("exec /bin/sh -c '")).toBe(true);
  expect(HOOK_COMMAND.split("'")).toHaveLength(3);
});

test.each(['with spaces', 'quote \' and " and $HOME', 'ünï 漢字', '-dash', 'semi;colon & pipe |'])('takes a folder named %j', (name) => {
  const folder = join(directory, name);
  mkdirSync(folder);
  expect(runHook('{}', { AO_SPOOL: folder })).toEqual(quiet);
  expect(dropped(folder)).toMatchObject([{ text: '{}' }]);
});

test.each([
  ['is not set', {}],
  ['is empty', { AO_SPOOL: '' }],
  ['is gone', { AO_SPOOL: '/nonexistent/spool' }],
])('says nothing and succeeds when the folder %s', (_what, env) => {
  // More than a pipe holds: the payload has to be read to its end.
  expect(runHook(Buffer.alloc(3_000_000, 'x'), env)).toEqual(quiet);
});

test('says nothing and succeeds when a file stands where the folder should be', () => {
  const path = join(directory, 'file');
  writeFileSync(path, '');
  expect(runHook('{}', { AO_SPOOL: path })).toEqual(quiet);
});

test('a process number that comes again overwrites nothing', () => {
  // `exec` keeps the number: the files made here are those of an earlier process with the same one.
  const earlier = 'cd "$AO_SPOOL" && echo old >"$$-0.json" && echo half >".$$-1" && ';
  expect(runHook('new', { AO_SPOOL: directory }, earlier + HOOK_COMMAND)).toEqual(quiet);
  expect(
    dropped(directory)
      .map(({ name, text }) => `${name.replace(/^\d+/, 'PID')} ${text.trim()}`)
      .sort(),
  ).toEqual(['PID-0.json old', 'PID-2.json new']);
});

test('its own cat is used, whatever stands first on the path', () => {
  writeFileSync(join(directory, 'cat'), '#!/bin/sh\necho foreign\n', { mode: 0o755 });
  const folder = join(directory, 'spool');
  mkdirSync(folder);
  expect(runHook('mine', { AO_SPOOL: folder, PATH: `${directory}:/usr/bin:/bin` })).toEqual(quiet);
  expect(dropped(folder)).toMatchObject([{ text: 'mine' }]);
});

test('bash runs the line as well', () => {
  const folder = join(directory, 'spool');
  mkdirSync(folder);
  expect(runHook('{}', { AO_SPOOL: folder, HOME: directory }, HOOK_COMMAND, '/bin/bash')).toEqual(quiet);
  expect(dropped(folder)).toMatchObject([{ text: '{}' }]);
});

test('a hundred hooks at once all arrive whole', async () => {
  const payloadOf = (index: number) => JSON.stringify({ index, filler: 'y'.repeat(10_000) });
  const runs = Array.from({ length: 100 }, (_, index) => {
    const child = spawn('/bin/sh', ['-c', HOOK_COMMAND], { env: { AO_SPOOL: directory }, stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.end(payloadOf(index));
    return new Promise((resolve) => child.on('close', resolve));
  });
  expect(new Set(await Promise.all(runs))).toEqual(new Set([0]));
  const texts = dropped(directory).map(({ text }) => text);
  expect(texts.sort()).toEqual(Array.from({ length: 100 }, (_, index) => payloadOf(index)).sort());
});
