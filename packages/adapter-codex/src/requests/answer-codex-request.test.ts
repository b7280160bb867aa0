import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHookSpool, HOOK_ASK_COMMAND } from '@ao/adapter-kit';
import type { AgentRequest, LaunchId, SessionId } from '@ao/domain';
import type { AgentContact } from '@ao/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { interpretCodexHook } from '../hooks/interpret-codex-hook.ts';
import { answerCodexRequest, releaseCodexRequest } from './answer-codex-request.ts';

const SESSION = 'shop-1' as SessionId;
const LAUNCH = 'l-1' as LaunchId;
const PAYLOAD = { hook_event_name: 'PermissionRequest', tool_name: 'Bash', tool_input: { command: 'npm test' } };

let folder: string;
let contact: AgentContact;
let printed: Promise<string>;
let request: AgentRequest;

/** The hook as Codex runs it: what it prints is its decision. */
async function runHook(): Promise<void> {
  const spool = createHookSpool({ directory: folder });
  const spoolDirectory = await spool.prepare(SESSION, LAUNCH);
  const hook = spawn('/bin/sh', ['-c', HOOK_ASK_COMMAND], { env: { AO_SPOOL: spoolDirectory }, stdio: ['pipe', 'pipe', 'ignore'] });
  let output = '';
  hook.stdout.setEncoding('utf8').on('data', (text: string) => void (output += text));
  printed = new Promise((resolve) => void hook.on('close', () => resolve(output)));
  hook.stdin.end(JSON.stringify(PAYLOAD));
  contact = {
    sessionId: SESSION,
    launchId: LAUNCH,
    process: null,
    agentSessionId: null,
    worktreePath: folder,
    privateDirectory: folder,
    spoolDirectory,
    env: {},
  };
  const asked = async () => (await spool.read(SESSION)).flatMap(interpretCodexHook)[0];
  await expect.poll(asked, { interval: 10 }).toMatchObject({ request: { channel: expect.stringMatching(/\.answer$/) } });
  const signal = await asked();
  if (signal?.type !== 'activity' || signal.request === undefined) throw new Error('It asks nothing.');
  request = signal.request;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ao-codex-answer-'));
  await runHook();
});

afterEach(async () => {
  await releaseCodexRequest({ ...contact, request });
  await printed;
  rmSync(folder, { recursive: true, force: true });
});

const answer = (choice: string, message: string | null = null) => answerCodexRequest({ ...contact, request, answer: { choice, message } });
const decision = async () => (JSON.parse(await printed) as { readonly hookSpecificOutput: unknown }).hookSpecificOutput;

describe('an answer', () => {
  test('of a request that a hook waits for is one of two', () => {
    expect(request.choices.map(({ id }) => id)).toEqual(['allow', 'deny']);
  });

  test('is printed by the hook, once', async () => {
    expect(await answer('allow')).toEqual({ type: 'given', evidence: 'by its hook' });
    expect(await answer('deny')).toMatchObject({ type: 'gone' });
    expect(await decision()).toEqual({ hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } });
  });

  test.each<[string | null, string]>([
    ['Use the "staging" one\n\u001b[31mplease', 'Use the "staging" one\n\u001b[31mplease'],
    [null, 'A person looked at this and did not allow it.'],
  ])('that denies says why: %j', async (message, told) => {
    expect(await answer('deny', message)).toMatchObject({ type: 'given' });
    expect(await decision()).toMatchObject({ decision: { behavior: 'deny', message: told } });
  });

  test('says when its words are heard by nobody', async () => {
    expect(await answer('allow', 'gladly')).toMatchObject({ evidence: expect.stringContaining('words go with a denial only') });
    expect(await decision()).toMatchObject({ decision: { behavior: 'allow' } });
  });

  test('that Codex does not take is not given, and the hook waits on', async () => {
    expect(await answer('allow-always')).toMatchObject({ type: 'unavailable' });
    expect(await answer('allow')).toMatchObject({ type: 'given' });
  });

  test('of a request nobody waits for is gone', async () => {
    const inTerminal = { ...request, choices: [], channel: null };
    const gone = await answerCodexRequest({ ...contact, request: inTerminal, answer: { choice: 'allow', message: null } });
    expect(gone).toMatchObject({ type: 'gone' });
    await releaseCodexRequest({ ...contact, request: inTerminal });
    expect(await answer('allow')).toMatchObject({ type: 'given' });
  });
});

test('a released request is decided by nobody, and leaves nothing behind', async () => {
  await releaseCodexRequest({ ...contact, request });
  expect(await printed).toBe('');
  expect(await answer('allow')).toMatchObject({ type: 'gone', reason: expect.stringContaining('in its terminal') });
  await releaseCodexRequest({ ...contact, request });
  expect(readdirSync(contact.spoolDirectory).filter((name) => name.endsWith('.answer'))).toEqual([]);
});
