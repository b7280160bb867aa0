/** Talks to an npm made for the purpose; the versions file is the real one's shape. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findNewest, newestReport, pinNewest } from './newest-agents.mjs';

const FILE = 'tooling/model-servers/src/agents/agent-versions.json';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ao-newest-'));
  write(
    FILE,
    '{\n  "one": { "package": "@x/one", "version": "1.0.0", "program": "bin/one" },\n  "two": { "package": "two", "version": "3.0.0", "program": "bin/two" }\n}\n',
  );
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function workspaceWithNpm(script: string) {
  write('bin/npm', `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'bin/npm'), 0o755);
  return { root, environment: { PATH: `${join(root, 'bin')}:/usr/bin:/bin` } };
}

const KNOWS_BOTH = 'case "$2" in @x/one@latest) echo 1.2.0;; two@latest) echo 3.0.0;; esac';

test('what is newer is named, and can be pinned', async () => {
  const versions = await findNewest(workspaceWithNpm(KNOWS_BOTH));
  expect(newestReport(versions, true)).toEqual([
    '',
    'Agents:',
    '  one  1.0.0 → 1.2.0',
    '  two  3.0.0, which is the newest',
    'All tests pass with the newest versions. Pin them: npm run test:agents:newest -- --pin',
  ]);
  expect(newestReport(versions, false).at(-1)).toContain('not with the newest');
  const before = readFileSync(join(root, FILE), 'utf8');
  pinNewest(root, versions);
  expect(readFileSync(join(root, FILE), 'utf8')).toBe(before.replace('1.0.0', '1.2.0'));
});

test('without anything newer nothing has to be tried', async () => {
  const versions = await findNewest(workspaceWithNpm('case "$2" in @x/one@latest) echo 1.0.0;; *) echo 3.0.0;; esac'));
  expect(newestReport(versions, true).at(-1)).toBe('Nothing is newer than what is pinned.');
});

test('a registry that cannot be asked is an error that says what was asked', async () => {
  await expect(findNewest(workspaceWithNpm('echo "npm error network" >&2; exit 1'))).rejects.toThrow(
    /newest version of (@x\/one|two)[^]*npm error network/,
  );
});
