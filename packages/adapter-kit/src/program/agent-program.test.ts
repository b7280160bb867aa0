import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AgentProgram, checkAgentProgram, isVersionAtLeast, requireAgentProgram } from './agent-program.ts';
import { findProgram } from './find-program.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ao-agent-program-'));
  path = join(folder, 'helper');
});
afterEach(() => rmSync(folder, { recursive: true }));

const program: AgentProgram = {
  displayName: 'Helper',
  minimumVersion: '1.10.0',
  installCommand: 'get helper',
  updateCommand: 'helper update',
  find: (env) => findProgram('helper', { env, displayName: 'Helper' }),
};

function script(text: string, mode = 0o755): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, mode);
}

const env = () => ({ PATH: `${folder}:/usr/bin:/bin` });

test.each([
  ['in a sentence', 'echo "helper-cli 1.10.0 (build 7)"'],
  ['on its error output', 'echo 1.10.0 >&2'],
  ['behind a warning', 'echo "warning: 9.9.9 is out" >&2; echo 1.10.0'],
])('a program that is there and new enough is usable, also when it tells its version %s', async (_where, text) => {
  script(text);
  expect(await checkAgentProgram(program, env())).toEqual({ type: 'usable', path, version: '1.10.0' });
  expect(await requireAgentProgram(program, env())).toEqual({ path, version: '1.10.0' });
});

describe('what cannot be used is a finding with the way out, and an error when it is to be launched', () => {
  test.each<[string, () => void, string, string, string]>([
    ['is not there', () => undefined, 'AGENT_NOT_INSTALLED', 'get helper', 'AGENT_NOT_INSTALLED'],
    ['may not be executed', () => script('echo 1.10.0', 0o644), 'AGENT_NOT_EXECUTABLE', 'chmod +x', 'AGENT_NOT_EXECUTABLE'],
    ['ends with an error', () => script('echo 1.10.0; exit 1'), 'AGENT_NOT_EXECUTABLE', '--version', 'AGENT_LAUNCH_FAILED'],
    ['tells something else', () => script('echo hello'), 'AGENT_NOT_EXECUTABLE', '--version', 'AGENT_LAUNCH_FAILED'],
    ['is too old', () => script('echo 1.9.99'), 'AGENT_UNSUPPORTED_VERSION', 'helper update', 'AGENT_UNSUPPORTED_VERSION'],
  ])('one that %s', async (_what, arrange, code, remedy, errorCode) => {
    arrange();
    expect(await checkAgentProgram(program, env())).toMatchObject({
      type: 'unusable',
      check: { level: 'failed', code, remedy: expect.stringContaining(remedy) },
    });
    await expect(requireAgentProgram(program, env())).rejects.toMatchObject({ code: errorCode });
  });

  test('one that hangs is given up when the caller says so', async () => {
    script('sleep 30');
    await expect(checkAgentProgram(program, env(), AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test.each([
  ['1.10.0', '1.9.0', true],
  ['1.9.0', '1.10.0', false],
  ['2.0.0', '2.0.0', true],
  ['0.169.0', '0.99.0', true],
])('%s is at least %s: %s', (version, wanted, expected) => {
  expect(isVersionAtLeast(version, wanted)).toBe(expected);
});
