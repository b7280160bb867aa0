import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClaudeSession, type ClaudeWorkshop, openWorkshop } from './claude-session.ts';

let workshop: ClaudeWorkshop;
beforeAll(async () => {
  workshop = await openWorkshop();
}, 600_000);
afterAll(() => workshop.close());

const made = (name: string) => existsSync(join(workshop.worktree, name));
const given = { type: 'given', evidence: 'by its hook' };
/** What the tool gave back to the model. */
const lastResult = () => JSON.stringify(workshop.server.requests.at(-1)?.body?.messages?.at(-1));

async function asking(prompt: string): Promise<ClaudeSession> {
  const session = await workshop.start({ launch: { prompt } });
  await session.until('dialog');
  await session.untilQuiet();
  return session;
}

describe('a permission, answered through its hook', () => {
  test('allowed: its dialog vanishes and the tool runs', async () => {
    const session = await asking('[[run touch allowed.txt]]');
    const request = await session.asked();
    expect(request).toMatchObject({
      kind: 'permission',
      tool: 'Bash',
      text: 'Bash: touch allowed.txt',
      choices: [{ id: 'allow' }, { id: 'deny' }],
    });
    expect(JSON.parse(request.input ?? '')).toMatchObject({ command: 'touch allowed.txt' });
    expect(await session.answer(request, 'allow')).toEqual(given);
    await session.terminal.waitFor('Finished after 1 results');
    expect((await session.until('composer')).dialog).toBeNull();
    expect(made('allowed.txt')).toBe(true);
    await session.untilTold((signal) => signal.type === 'request_cleared' && signal.correlationId === request.id);
    expect(await session.waitingHooks()).toBe(0);
  });

  test('denied: the model is told why', async () => {
    const session = await asking('[[run touch denied.txt]]');
    const request = await session.asked();
    expect(await session.answer(request, 'deny', 'Use the "staging" database $HOME')).toEqual(given);
    await session.terminal.waitFor('Finished after 1 results');
    expect(lastResult()).toContain(String.raw`Use the \"staging\" database $HOME`);
    expect(made('denied.txt')).toBe(false);
  });

  test('denied without a word: the model is told that a person did it, and the note says that it goes on', async () => {
    const session = await asking('[[write denied-too.txt no]]');
    const request = await session.asked();
    expect(request.text).toBe('Write: denied-too.txt');
    expect(await session.answer(request, 'deny')).toEqual(given);
    await session.terminal.waitFor('Finished after 1 results');
    expect(lastResult()).toContain('A person looked at this and did not allow it.');
    await session.untilStatus('idle');
  });

  test('two of them, one after the other, each with its own answer', async () => {
    const session = await asking('[[run touch first.txt]] [[run touch second.txt]]');
    const first = await session.asked();
    expect(await session.answer(first, 'deny', 'not the first')).toEqual(given);
    const second = await session.asked(2);
    expect(second.id).not.toBe(first.id);
    expect(await session.answer(first, 'allow')).toMatchObject({ type: 'gone' });
    expect(await session.answer(second, 'allow')).toEqual(given);
    await session.terminal.waitFor('Finished after 2 results');
    expect([made('first.txt'), made('second.txt')]).toEqual([false, true]);
  });

  test('allowed always: the like of it is not asked for again in this session', async () => {
    const session = await asking('[[run curl -s http://127.0.0.1:9]] [[run curl -s http://127.0.0.1:9]]');
    const request = await session.asked();
    expect(request.choices.map(({ id }) => id)).toEqual(['allow', 'allow-always', 'deny']);
    expect(await session.answer(request, 'allow-always')).toEqual(given);
    await session.terminal.waitFor('Finished after 2 results');
    const asked = (await session.signals()).filter((signal) => signal.type === 'activity' && signal.request !== undefined);
    expect(asked).toHaveLength(1);
    expect(made('.claude')).toBe(false);
  });
});

describe('answered in the terminal', () => {
  test('nobody waits any more: an answer is told so, and no hook stays behind', async () => {
    const session = await asking('[[run touch slow.txt; sleep 3]]');
    const request = await session.asked();
    expect(await session.waitingHooks()).toBe(1);
    session.terminal.write('\r');
    await session.untilStatus('active');
    // Claude Code itself does not end its hook here.
    expect(await session.answer(request, 'deny')).toMatchObject({ type: 'gone' });
    await expect.poll(session.waitingHooks).toBe(0);
    await session.terminal.waitFor('Finished after 1 results', 30_000);
  });

  test('a hook that was let go of disturbs nothing', async () => {
    const session = await asking('[[run touch released.txt]]');
    const request = await session.asked();
    session.terminal.write('\r');
    await session.terminal.waitFor('Finished after 1 results');
    await workshop.agent.releaseRequest?.({ ...(await session.contact()), request });
    await expect.poll(session.waitingHooks).toBe(0);
    await session.until('composer');
    expect([made('released.txt'), await session.answer(request, 'allow')]).toMatchObject([true, { type: 'gone' }]);
  });

  test('Esc takes the request back', async () => {
    const session = await asking('[[run touch escaped.txt]]');
    const request = await session.asked();
    session.terminal.write('\u001b');
    await session.until('composer');
    await session.untilStatus('idle');
    await expect.poll(session.waitingHooks).toBe(0);
    expect(await session.answer(request, 'allow')).toMatchObject({ type: 'gone' });
    expect(made('escaped.txt')).toBe(false);
  });
});

describe('what it asks besides', () => {
  test('a question with options is answered by one of them', async () => {
    const session = await asking('[[question Which colour? | Red | Blue]]');
    const request = await session.asked();
    expect(request).toMatchObject({
      kind: 'question',
      text: 'Which colour?',
      choices: [
        { id: '1', label: 'Red: take Red' },
        { id: '2', label: 'Blue: take Blue' },
      ],
    });
    expect(await session.answer(request, '2')).toEqual(given);
    await session.terminal.waitFor('Finished after 1 results');
    expect(lastResult()).toContain(String.raw`\"Which colour?\"=\"Blue\"`);
  });

  test('a plan is approved in the terminal only', async () => {
    const session = await workshop.start({ launch: { prompt: '[[plan Do the thing]]', permissionMode: 'plan' } });
    await session.until('dialog');
    expect(await session.asked()).toMatchObject({ kind: 'permission', choices: [] });
  });
});
