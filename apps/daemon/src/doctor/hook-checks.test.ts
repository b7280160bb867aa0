import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentV1, ToolCheck } from '@ao/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { agentCheck } from './doctor-checks.ts';
import { hooksCheck } from './hook-checks.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-doctor-'));
});
afterEach(() => {
  chmodSync(home, 0o700);
  rmSync(home, { recursive: true });
});

const soon = () => AbortSignal.timeout(10_000);
const found: ToolCheck = { level: 'ok', summary: 'It is there.', path: '/bin/it', version: '1', remedy: null, code: null };

function agentWith(check: ToolCheck, checkSignals?: AgentV1['checkSignals']): AgentV1 {
  const agent = {
    name: 'it',
    displayName: 'It',
    check: () => Promise.resolve(check),
    ...(checkSignals === undefined ? {} : { checkSignals }),
  };
  return agent as unknown as AgentV1;
}

const check = (agent: AgentV1) => agentCheck(agent, { env: () => Promise.resolve({}), home }).run(soon());

test('the real hook command makes its way into a spool of this home, and leaves nothing there', async () => {
  expect(await hooksCheck(home).run(soon())).toMatchObject({
    level: 'ok',
    summary: expect.stringMatching(/^Hooks arrive; one costs its agent \d+ ms\.$/) as string,
  });
  expect(readdirSync(home)).toEqual([]);
});

test('a home nothing can be made in is a finding', async () => {
  rmSync(home, { recursive: true });
  await expect(hooksCheck(home).run(soon())).rejects.toThrow(/ENOENT/);
  home = mkdtempSync(join(tmpdir(), 'ao-doctor-'));
});

test('an agent that can be used is asked to report, in a folder of its own that is gone afterwards', async () => {
  let used = '';
  const report = await check(
    agentWith(found, ({ directory }) => {
      used = directory;
      return Promise.resolve({ ...found, summary: 'It reports.' });
    }),
  );
  expect(report).toEqual({ ...found, summary: 'It is there. It reports.' });
  expect(used.startsWith(join(home, 'check-'))).toBe(true);
  expect(readdirSync(home)).toEqual([]);
});

test('an agent that does not report can be used all the same, and it is said what to do', async () => {
  const silent: ToolCheck = { ...found, level: 'warning', summary: 'It says nothing.', remedy: 'Switch its hooks on.' };
  expect(await check(agentWith(found, () => Promise.resolve(silent)))).toMatchObject({
    level: 'warning',
    summary: 'It is there. It says nothing.',
    remedy: 'Switch its hooks on.',
  });
});

test('an agent that cannot be used is not asked', async () => {
  const missing: ToolCheck = { ...found, level: 'failed', code: 'AGENT_NOT_INSTALLED' };
  expect(await check(agentWith(missing, () => Promise.reject(new Error('asked'))))).toEqual(missing);
});
