import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { noticeOutletSuite, sampleDispatch } from '@ao/conformance';
import { createRecordingLogger, createSilentLogger } from '@ao/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCommandOutlet } from './create-command-outlet.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-outlet-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const environment = async () => ({ PATH: process.env['PATH'] ?? '', TOLD: 'yes' });
const soon = () => AbortSignal.timeout(10_000);
const logger = createSilentLogger();
const outletOf = (argv: readonly string[], changes: Partial<Parameters<typeof createCommandOutlet>[0]> = {}) =>
  createCommandOutlet({ name: 'mine', argv, environment, cwd: directory, logger, ...changes });
const shell = (script: string, changes: Partial<Parameters<typeof createCommandOutlet>[0]> = {}) => outletOf(['sh', '-c', script], changes);

describe('the contract of outlets', () => {
  noticeOutletSuite({
    test,
    create() {
      const script = 'if [ -e broken ]; then echo "no use" >&2; exit 3; fi; [ -e hangs ] && sleep 60; cat >> told';
      return {
        outlet: shell(script),
        arrived: () => {
          if (!existsSync(join(directory, 'told'))) return [];
          const lines = readFileSync(join(directory, 'told'), 'utf8').trim().split('\n');
          return lines.map((line) => (JSON.parse(line) as { readonly text: string }).text);
        },
        breakDown: () => writeFileSync(join(directory, 'broken'), ''),
        hang: () => writeFileSync(join(directory, 'hangs'), ''),
      };
    },
  });
});

test('a program gets the document on one line, and the main facts as variables', async () => {
  const outlet = shell('cat > document; env > variables');
  const notice = {
    id: 7,
    key: 'k',
    kind: 'needs_you',
    priority: 'high',
    sessionId: 'shop-1' as never,
    projectId: 'shop' as never,
    text: 'needs you: "x"?',
    url: 'https://example.org/1',
    raisedAt: 5,
    readAt: null,
    withdrawnAt: null,
  } as const;
  await outlet.deliver(sampleDispatch('needs you: "x"?', { kind: 'notice', attempt: 2, notices: [notice] }), soon());
  const document = readFileSync(join(directory, 'document'), 'utf8');
  expect(document.trim().split('\n')).toHaveLength(1);
  const { readAt: _readAt, withdrawnAt: _withdrawnAt, ...told } = notice;
  expect(JSON.parse(document)).toEqual({
    version: 1,
    id: 'd-1',
    kind: 'notice',
    attempt: 2,
    at: 1_700_000_000_000,
    title: 'shop-1',
    text: 'needs you: "x"?',
    more: 0,
    notices: [told],
  });
  const variables = readFileSync(join(directory, 'variables'), 'utf8').split('\n');
  for (const line of [
    'AO_NOTICE_ID=d-1',
    'AO_NOTICE_DISPATCH=notice',
    'AO_NOTICE_ATTEMPT=2',
    'AO_NOTICE_TITLE=shop-1',
    'AO_NOTICE_TEXT=needs you: "x"?',
    'AO_NOTICE_KIND=needs_you',
    'AO_NOTICE_PRIORITY=high',
    'AO_NOTICE_SESSION=shop-1',
    'AO_NOTICE_PROJECT=shop',
    'AO_NOTICE_URL=https://example.org/1',
    'TOLD=yes',
  ])
    expect(variables).toContain(line);
  expect(variables.some((line) => line.startsWith('HOME='))).toBe(false);
});

test('what it prints goes into the log, shortened and without control characters', async () => {
  const recording = createRecordingLogger();
  await shell(`printf 'told \\033[31m%s' "$AO_NOTICE_TITLE"; head -c 100000 /dev/zero | tr '\\0' x`, { logger: recording }).deliver(
    sampleDispatch('x'),
    soon(),
  );
  const [line] = recording.lines;
  expect(line?.fields).toMatchObject({ outlet: 'mine', dispatch: 'd-1' });
  expect(line?.fields['output']).toMatch(/^told \S*shop-1x+…$/);
  expect(String(line?.fields['output']).length).toBe(2_000);
});

test.each([
  ['exit 0', { state: 'delivered' }],
  ['echo "wrong key" >&2; exit 2', { state: 'refused', isFinal: false, detail: 'It ended with exit code 2: wrong key' }],
  ['kill -9 $$', { state: 'unknown', detail: 'It was ended by SIGKILL' }],
])('%s', async (script, expected) => {
  expect(await shell(script).deliver(sampleDispatch('x'), soon())).toMatchObject(expected);
});

test('a program that takes too long is ended with everything it started', async () => {
  const outcome = await shell('(trap "" HUP; sleep 30; echo late > late) & echo $! > child; sleep 30', { timeoutMs: 300 }).deliver(
    sampleDispatch('x'),
    soon(),
  );
  expect(outcome).toEqual({ state: 'unknown', detail: 'It took longer than 0.3 s and was ended' });
  const pid = Number(readFileSync(join(directory, 'child'), 'utf8'));
  await sleep(50);
  const isRunning = () => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  if (existsSync('/proc/self')) expect(isRunning()).toBe(false);
});

test('a program that is not there is said so, and so is an environment that cannot be had', async () => {
  expect(await outletOf(['/no/such/program']).deliver(sampleDispatch('x'), soon())).toMatchObject({
    state: 'refused',
    detail: expect.stringContaining('It could not be started: ') as string,
  });
  const failing = { environment: () => Promise.reject(new Error('no shell')) };
  expect(await shell('true', failing).deliver(sampleDispatch('x'), soon())).toMatchObject({ state: 'refused', detail: 'Error: no shell' });
});

test('no shell sees the arguments unless one is asked for', async () => {
  const outlet = outletOf(['sh', '-c', 'printf %s "$1" > told', 'sh', '$(touch owned); `touch owned`']);
  await outlet.deliver(sampleDispatch('x'), soon());
  expect(readFileSync(join(directory, 'told'), 'utf8')).toBe('$(touch owned); `touch owned`');
  expect(existsSync(join(directory, 'owned'))).toBe(false);
});
