import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chatSystemText } from '@ao/model-servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namesOf, type OpencodeSession, type OpencodeWorkshop, openWorkshop, withoutLaunch } from './opencode-session.ts';

let workshop: OpencodeWorkshop;
beforeAll(async () => {
  workshop = await openWorkshop();
}, 600_000);
afterAll(() => workshop.close());

const file = (name: string) => join(workshop.worktree, name);
const idleAgain = (session: OpencodeSession, behind: number) =>
  session.untilTold((signal) => signal.type === 'activity' && signal.state === 'idle', behind);

test('a prompt in the command line is worked on, and every step of it is told', async () => {
  const prompt = '"hello" it\'s -x\nwith two lines [[read missing.txt]] [[run echo one > one.txt]]';
  const session = await workshop.start({ launch: { prompt, systemPrompt: 'You are worker shop-1.' } });
  expect(session.plan).toMatchObject({ promptInCommand: true, expectsSignals: true, resumes: false, agentSessionId: null, notices: [] });
  await idleAgain(session, 0);
  expect(withoutLaunch(session.told())).toEqual(['conversation', 'prompt_submitted', 'active', 'idle']);
  expect(session.signals).toContainEqual(expect.objectContaining({ type: 'prompt_submitted', text: prompt }));
  expect(session.heard()).toEqual([prompt]);
  expect(workshop.server.requests.some(({ body }) => chatSystemText(body ?? { messages: [] }).includes('You are worker shop-1.'))).toBe(
    true,
  );
  await session.terminal.waitFor('Finished after 2 results');
  expect((await session.until('composer')).composerText).toBe('');
  expect(JSON.stringify(session.signals)).not.toContain('needs');
  const status = execFileSync('git', ['-C', workshop.worktree, 'status', '--porcelain', '--ignored'], { encoding: 'utf8' });
  expect(status).toBe('?? one.txt\n');
  const config = readFileSync(join(session.request.env['HOME'] ?? '', '.config/opencode/opencode.json'), 'utf8');
  expect(config).not.toContain('instructions');
  await session.close();
});

describe('a session that is asked for its permission', () => {
  let session: OpencodeSession;
  beforeAll(async () => {
    session = await workshop.start({ home: { config: { permission: { bash: 'ask' } } }, launch: { prompt: '[[run touch asked.txt]]' } });
  }, 60_000);

  test('tells the request as data, takes the answer once, and goes on', async () => {
    const request = await session.asked();
    expect(request).toMatchObject({ kind: 'permission', tool: 'bash', text: 'bash: touch asked.txt' });
    expect(request.choices.map(({ id }) => id)).toEqual(['allow', 'allow-always', 'deny']);
    expect((await session.until('dialog')).dialog?.text).toContain('$ touch asked.txt');
    expect(existsSync(file('asked.txt'))).toBe(false);
    expect(await session.answer(request, 'allow')).toMatchObject({ type: 'given' });
    expect(await session.answer(request, 'deny')).toMatchObject({ type: 'gone' });
    await idleAgain(session, 0);
    expect(withoutLaunch(session.told())).toEqual(['conversation', 'prompt_submitted', 'active', 'blocked', 'request_cleared', 'idle']);
    expect(existsSync(file('asked.txt'))).toBe(true);
  });

  test('tells the model why something is denied, and then the turn goes on', async () => {
    const behind = session.signals.length;
    await session.send('[[run touch denied.txt]]');
    const request = await session.asked(behind);
    expect(await session.answer(request, 'deny', 'use the other file')).toMatchObject({ type: 'given' });
    await idleAgain(session, behind);
    expect(JSON.stringify(workshop.server.requests.at(-1)?.body?.messages)).toContain('use the other file');
    expect(existsSync(file('denied.txt'))).toBe(false);
  });

  test('asks for its sub-agent too, whose turn and words are not told', async () => {
    const behind = session.signals.length;
    await session.send('[[task do {{run touch sub.txt}}]]');
    const request = await session.asked(behind);
    expect(request.text).toBe('bash: touch sub.txt');
    await session.answer(request, 'allow-always');
    await idleAgain(session, behind);
    expect(namesOf(session.signals.slice(behind))).toEqual(['prompt_submitted', 'active', 'blocked', 'request_cleared', 'idle']);
    expect(existsSync(file('sub.txt'))).toBe(true);
  });

  test('what was always allowed is not asked again; an interrupt ends an open request', async () => {
    const behind = session.signals.length;
    await session.send('[[run touch again.txt]] [[run ls]]');
    const request = await session.asked(behind);
    expect(request.text).toBe('bash: ls');
    expect(existsSync(file('again.txt'))).toBe(true);
    expect(await workshop.agent.interrupt(await session.contact())).toBe(true);
    await idleAgain(session, behind);
    await session.until('composer');
    expect(await session.answer(request, 'allow')).toMatchObject({ type: 'gone' });
  });

  test('a question is answered by its choice', async () => {
    const behind = session.signals.length;
    await session.send('[[question Which colour? | Red | Blue]]');
    const request = await session.asked(behind);
    expect(request).toMatchObject({
      kind: 'question',
      text: 'Which colour?',
      choices: [{ id: '1' }, { id: '2', label: 'Blue: take Blue' }, { id: 'deny' }],
    });
    expect((await session.until('dialog')).dialog).toEqual({ kind: 'question', text: 'Which colour?' });
    expect(await session.answer(request, '2')).toMatchObject({ type: 'given' });
    await idleAgain(session, behind);
    expect(JSON.stringify(workshop.server.requests.at(-1)?.body?.messages)).toMatch(/Which colour\?[^}]*Blue/);
  });

  test('a request that stands open, and what was sent meanwhile, is told again to who connects later', async () => {
    const behind = session.signals.length;
    await session.send('[[run pwd]]');
    const request = await session.asked(behind);
    const before = session.signals.length;
    await session.reconnect();
    expect(await session.asked(before)).toEqual(request);
    const told = session.signals.slice(before);
    expect(told).toContainEqual(expect.objectContaining({ type: 'prompt_submitted', text: '[[run pwd]]' }));
    await session.answer(request, 'deny');
    await idleAgain(session, before);
  });

  test('an error of the model ends the turn with its words; a missing login waits for a person', async () => {
    let behind = session.signals.length;
    await session.send('[[error 400]]');
    expect(await idleAgain(session, behind)).toMatchObject({ detail: 'stopped by an error: scripted error 400', turnBoundary: true });
    // Sent at once: opencode says that it rests a moment before it takes new words.
    behind = session.signals.length;
    await session.send('[[error 401]]');
    const blocked = await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'blocked', behind);
    expect(blocked).toMatchObject({ detail: expect.stringContaining('opencode auth login'), turnBoundary: true });
  });

  test('while it tries again it works; Esc twice interrupts it', async () => {
    const behind = session.signals.length;
    await session.send('[[error 500]]');
    await session.untilTold((signal) => signal.type === 'activity' && (signal.detail ?? '').startsWith('tries again after'), behind);
    await session.until('busy');
    for (const step of workshop.agent.composer.interrupt) {
      session.terminal.write(step.bytes);
      await new Promise((resolve) => setTimeout(resolve, step.settleMs));
    }
    await idleAgain(session, behind);
    await session.close();
  });
});

describe('permission modes', () => {
  test('plan stays plan for messages too', async () => {
    const session = await workshop.start({ launch: { permissionMode: 'plan' } });
    await session.until('composer');
    expect(session.terminal.text()).toContain('Plan');
    await session.send('[[write forbidden.txt no]]');
    await idleAgain(session, 0);
    expect(existsSync(file('forbidden.txt'))).toBe(false);
    await session.send('[[write forbidden.txt again]]');
    await session.untilTold((signal) => signal.type === 'prompt_submitted' && signal.text.includes('again'));
    await idleAgain(session, session.signals.length);
    expect(existsSync(file('forbidden.txt'))).toBe(false);
    await session.close();
  });

  test('accept-edits edits without asking, and asks for what the person wants to be asked', async () => {
    const home = { config: { permission: 'ask' } };
    const prompt = '[[write edited.txt yes]] [[run ls]]';
    const session = await workshop.start({ home, launch: { permissionMode: 'accept-edits', prompt } });
    expect((await session.asked()).text).toBe('bash: ls');
    expect(readFileSync(file('edited.txt'), 'utf8')).toBe('yes\n');
    await session.close();
  });

  test('bypass-permissions is never asked, and a model that was named is used', async () => {
    const home = { config: { permission: 'ask' } };
    const launch = { permissionMode: 'bypass-permissions', model: 'scripted/other' } as const;
    const session = await workshop.start({ home, launch });
    await session.until('composer');
    await session.send('[[run touch free.txt]]');
    await idleAgain(session, 0);
    expect(withoutLaunch(session.told())).toEqual(['conversation', 'prompt_submitted', 'active', 'idle']);
    expect(existsSync(file('free.txt'))).toBe(true);
    expect(workshop.server.requests.findLast(({ body }) => (body?.tools ?? []).length > 0)?.body?.model).toBe('other');
    await session.close();
  });
});
