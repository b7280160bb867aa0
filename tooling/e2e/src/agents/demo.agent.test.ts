import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AnthropicServer, createClaudeHome, installAgentCli, startAnthropicServer } from '@ao/model-servers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processesOf } from '../harness/home-processes.ts';
import { runProgram } from '../harness/run-program.ts';

const MAIN = fileURLToPath(new URL('../demo/main.ts', import.meta.url));

let server: AnthropicServer;
let folder: string;
beforeEach(async () => {
  server = await startAnthropicServer();
  folder = mkdtempSync('/tmp/ao-e2e-');
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the demo with Claude Code: trust is asked for and given, three tasks are done, nothing is left', async () => {
  const cli = await installAgentCli('claude-code');
  const claude = await createClaudeHome(join(folder, 'home'), { baseUrl: server.url });
  const { code, stdout } = await runProgram([process.execPath, '--conditions=@ao/source', MAIN, '--agent', 'claude-code', '--yes'], {
    cwd: '/',
    env: { ...claude.env, SHELL: '/bin/sh', PATH: `${join(cli.program, '..')}:${process.env['PATH'] ?? ''}` },
    limitMs: 110_000,
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout });
  expect(stdout.match(/asks whether it may trust the repository of the demo/g)).toHaveLength(3);
  expect(stdout.match(/\$ ao diff shop-\d/g)).toHaveLength(3);
  expect(stdout).toContain('Nothing is left behind');
  const place = /\/tmp\/ao-demo-\w+/.exec(stdout)?.[0] ?? '';
  expect([processesOf(place), existsSync(place)]).toEqual([[], false]);
});
