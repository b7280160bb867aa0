import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { LaunchId, SessionId } from '@ao/domain';
import type { HookSpool, SpooledHook } from '@ao/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerHook } from './hook-answer.ts';
import { HOOK_ASK_COMMAND, HOOK_COMMAND } from './hook-command.ts';
import { createHookSpool } from './hook-spool.ts';

const session = 'shop-1' as SessionId;
const launch = 'l-one' as LaunchId;
const decision = JSON.stringify({ behavior: 'deny', message: 'not "that" \\ $HOME `id` %s ünï' });

let directory = '';
let folder = '';
let spool: HookSpool;
const children: ChildProcess[] = [];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ao-ask-'));
  spool = createHookSpool({ directory });
  folder = await spool.prepare(session, launch);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

/** Starts a hook as an agent does. */
function startHook(payload: string, options: { readonly shell?: string; readonly line?: string; readonly spool?: string } = {}) {
  const child = spawn(options.shell ?? '/bin/sh', ['-c', options.line ?? HOOK_ASK_COMMAND], {
    env: { AO_SPOOL: options.spool ?? folder, PATH: '/usr/bin:/bin', HOME: directory },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  child.stdin.end(payload);
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(([out, errors, [status]]) => ({
    out,
    errors,
    status: status as number | null,
  }));
  return { child, ended };
}

/** The payloads, once as many have arrived. */
async function arrived(count: number): Promise<readonly SpooledHook[]> {
  const { promise, resolve } = Promise.withResolvers<readonly SpooledHook[]>();
  const look = async () => {
    const hooks = await spool.read(session);
    if (hooks.length >= count) resolve(hooks);
  };
  const subscription = spool.watch(session, () => void look());
  try {
    return await promise;
  } finally {
    subscription.close();
  }
}

const channelOf = (hook: SpooledHook | undefined) => hook?.answerChannel ?? 'no channel';

describe.each(['/bin/sh', '/bin/bash', '/usr/bin/zsh', '/usr/bin/fish'].filter(existsSync))('started by %s', (shell) => {
  test('drops its payload, waits, and prints the answer', async () => {
    const hook = startHook('{"a":1}', { shell });
    const [entry] = await arrived(1);
    expect(entry?.payload).toBe('{"a":1}');
    expect(channelOf(entry)).toBe(`${hook.child.pid}-0.answer`);
    expect(hook.child.exitCode).toBeNull();
    expect(await answerHook(folder, channelOf(entry), decision)).toBe('given');
    expect(await hook.ended).toEqual({ out: `${decision}\n`, errors: '', status: 0 });
    expect(readdirSync(folder)).toEqual([`${hook.child.pid}-0.json`]);
  });
});

test.each(['/bin/bash', '/bin/bash --posix', '/usr/bin/zsh --emulate sh'].filter((line) => existsSync(line.split(' ')[0] ?? '')))(
  'the script waits and answers where the system shell is %s',
  async (systemShell) => {
    const hook = startHook('{}', { line: HOOK_ASK_COMMAND.replace('/bin/sh', systemShell) });
    const [entry] = await arrived(1);
    expect(await answerHook(folder, channelOf(entry), decision)).toBe('given');
    expect(await hook.ended).toEqual({ out: `${decision}\n`, errors: '', status: 0 });
  },
);

describe('the line', () => {
  test('is one and the same in every session', () => {
    expect(HOOK_ASK_COMMAND).not.toContain('\n');
    expect(HOOK_ASK_COMMAND.startsWith("exec /bin/sh -c '")).toBe(true);
    expect(HOOK_ASK_COMMAND.split("'")).toHaveLength(3);
  });

  test.each([
    ['is empty', ''],
    ['is gone', '/nonexistent/spool'],
  ])('ends at once and prints nothing when the folder %s', async (_what, gone) => {
    expect(await startHook('x'.repeat(300_000), { spool: gone }).ended).toEqual({ out: '', errors: '', status: 0 });
  });

  test('without mkfifo it drops the payload and does not wait', () => {
    const tools = join(directory, 'tools');
    mkdirSync(tools);
    writeFileSync(join(tools, 'mkfifo'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const line = HOOK_ASK_COMMAND.replace('PATH=/usr/bin:/bin', `PATH=${tools}:/usr/bin:/bin`);
    const child = spawnSync('/bin/sh', ['-c', line], { input: '{"a":1}', env: { AO_SPOOL: folder, PATH: '/usr/bin:/bin' } });
    expect([child.status, child.stdout.toString()]).toEqual([0, '']);
    expect(readdirSync(folder).map((name) => name.replace(/^\d+/, 'PID'))).toEqual(['PID-0.json']);
  });

  test('a pipe of an earlier process with the same number is not taken for its own', async () => {
    const line = `mkfifo "$AO_SPOOL/$$-0.answer" && ${HOOK_ASK_COMMAND}`;
    const { child } = startHook('{}', { line });
    const [entry] = await arrived(1);
    expect(channelOf(entry)).toBe(`${child.pid}-1.answer`);
  });

  test('waits without a child and without using the processor', async () => {
    const hook = startHook('{}');
    await arrived(1);
    const task = `/proc/${hook.child.pid}`;
    if (!existsSync(task)) return;
    const ticks = () => readFileSync(`${task}/stat`, 'utf8').split(' ').slice(13, 15).join(' ');
    const before = ticks();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ticks()).toBe(before);
    expect(readFileSync(`${task}/task/${hook.child.pid}/children`, 'utf8')).toBe('');
    expect(readlinkSync(`${task}/exe`)).toMatch(/sh$/);
  });
});

describe('answering', () => {
  test('two hooks get their own answers', async () => {
    const first = startHook('first');
    const second = startHook('second');
    const hooks = await arrived(2);
    for (const hook of hooks) expect(await answerHook(folder, channelOf(hook), `for ${hook.payload}`)).toBe('given');
    expect([(await first.ended).out, (await second.ended).out]).toEqual(['for first\n', 'for second\n']);
  });

  test('it can be given after the payload was taken away, by a reader that came later', async () => {
    const hook = startHook('{}');
    const [entry] = await arrived(1);
    await spool.remove(session, [entry?.token ?? '']);
    await createHookSpool({ directory }).read(session);
    expect(await answerHook(folder, channelOf(entry), 'late')).toBe('given');
    expect((await hook.ended).out).toBe('late\n');
  });

  test('of several at once one is given', async () => {
    const hook = startHook('{}');
    const [entry] = await arrived(1);
    const outcomes = await Promise.all(['a', 'b', 'c'].map((answer) => answerHook(folder, channelOf(entry), answer)));
    expect(outcomes).toEqual(['given', 'gone', 'gone']);
    expect((await hook.ended).out).toBe('a\n');
  });

  test('a long one arrives whole', async () => {
    const hook = startHook('{}');
    const [entry] = await arrived(1);
    const long = 'ü'.repeat(100_000);
    expect(await answerHook(folder, channelOf(entry), long)).toBe('given');
    expect((await hook.ended).out).toBe(`${long}\n`);
  });

  test('an empty one ends the hook without a word', async () => {
    const hook = startHook('{}');
    const [entry] = await arrived(1);
    expect(await answerHook(folder, channelOf(entry), '')).toBe('given');
    expect(await hook.ended).toEqual({ out: '', errors: '', status: 0 });
  });

  test('a hook that was ended is gone', async () => {
    const hook = startHook('{}');
    const [entry] = await arrived(1);
    hook.child.kill('SIGKILL');
    await hook.ended;
    expect(await answerHook(folder, channelOf(entry), 'too late')).toBe('gone');
    expect(await answerHook(join(folder, 'nowhere'), channelOf(entry), 'too late')).toBe('gone');
  });

  test('a plain file under that name is no channel', async () => {
    writeFileSync(join(folder, '1-0.answer'), 'kept');
    expect(await answerHook(folder, '1-0.answer', 'text')).toBe('gone');
    expect(readFileSync(join(folder, '1-0.answer'), 'utf8')).toBe('kept');
  });

  test.each(['../l-one/1-0.answer', '1-0.json', '', '/tmp/1-0.answer', '1-0.answer/x'])('%j names no channel', async (channel) => {
    await expect(answerHook(folder, channel, 'text')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });

  test.each(['two\nlines', 'a\0b', 'x'.repeat(300_000)])('a text that is no single line of bounded length is refused', async (answer) => {
    await expect(answerHook(folder, '1-0.answer', answer)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });
});

describe('pipes left behind', () => {
  const names = () => readdirSync(folder).filter((name) => name.endsWith('.answer'));

  function makeOld(path: string): void {
    utimesSync(path, Date.now() / 1000 - 60, Date.now() / 1000 - 60);
  }

  test('one nobody reads is not named as a channel, and goes once it is old', async () => {
    const hook = startHook('{}');
    const [entry] = await arrived(1);
    hook.child.kill('SIGKILL');
    await hook.ended;
    const [again] = await spool.read(session);
    expect([again?.payload, again?.answerChannel]).toEqual(['{}', undefined]);
    expect(names()).toEqual([channelOf(entry)]);
    makeOld(join(folder, channelOf(entry)));
    await spool.read(session);
    expect(names()).toEqual([]);
  });

  test('one that somebody reads stays, however old', async () => {
    const hook = startHook('{}');
    const [entry] = await arrived(1);
    makeOld(join(folder, channelOf(entry)));
    await spool.read(session);
    expect(names()).toEqual([channelOf(entry)]);
    expect(await answerHook(folder, channelOf(entry), 'still there')).toBe('given');
    expect((await hook.ended).out).toBe('still there\n');
  });

  test('a fresh one stays, though nobody reads it yet', async () => {
    spawnSync('mkfifo', [join(folder, '1-0.answer')]);
    await spool.read(session);
    expect(names()).toEqual(['1-0.answer']);
  });

  test('a hook that does not ask has no channel', async () => {
    spawnSync('/bin/sh', ['-c', HOOK_COMMAND], { input: '{}', env: { AO_SPOOL: folder } });
    expect((await spool.read(session)).map((hook) => 'answerChannel' in hook)).toEqual([false]);
  });

  test('pipes are private', async () => {
    startHook('{}');
    const [entry] = await arrived(1);
    expect(statSync(join(folder, channelOf(entry))).mode & 0o777).toBe(0o600);
  });
});

test('a spool that is discarded leaves nobody waiting, whether or not somebody has read what was asked', async () => {
  const hooks = [startHook('{"n":1}'), startHook('{"n":2}')];
  const [first] = await arrived(2);
  await spool.remove(session, [first?.token ?? '']);
  await spool.discard(session);
  expect(await Promise.all(hooks.map(({ ended }) => ended))).toEqual(hooks.map(() => ({ out: '', errors: '', status: 0 })));
  expect(existsSync(folder)).toBe(false);
});
