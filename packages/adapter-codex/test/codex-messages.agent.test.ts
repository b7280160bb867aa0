import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CodexSession, type CodexWorkshop, openWorkshop } from './codex-session.ts';

let workshop: CodexWorkshop;
let session: CodexSession;
beforeAll(async () => {
  workshop = await openWorkshop();
  writeFileSync(join(workshop.worktree, 'one.txt'), 'one\n');
  session = await workshop.start();
  await session.until('composer');
  await session.untilStill();
}, 600_000);
afterAll(() => workshop.close());

const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index} of a message that is rather long`).join('\n');

/** Resolves when the agent has acknowledged the text, by the rule of the messenger. */
function acknowledged(text: string) {
  return session.untilTold((signal) => signal.type === 'prompt_submitted' && folded(signal.text) === folded(text));
}

test.each<[string, string]>([
  ['one line', 'Use the existing error type'],
  ['three lines', 'first\nsecond\nthird'],
  ['lines with blank ones between', 'first\n\n\nsecond'],
  ['a hundred lines', lines(100)],
  ['1,000 characters, the most that is shown', 'x'.repeat(1_000)],
  ['1,001 characters, which are shown as a mark', 'y'.repeat(1_001)],
  ['20,000 characters without a space', 'z'.repeat(20_000)],
  ['an exclamation mark at the beginning', '!touch pwned'],
  ['an exclamation mark behind spaces', '  !touch pwned'],
  ['a command at the beginning', '/exit'],
  ['a command with words behind it', '/clear everything'],
  ['a path at the beginning', '/src/foo.ts is broken'],
  ['words that end other programs', 'quit'],
  ['a backslash at the end', 'the folder is C:\\work\\'],
  ['a mention at the end', 'look at @one'],
  ['a skill at the end', 'use $skill-creator'],
  ['characters nobody sees', 'in\u200bvisible \u200emarks\u202e and\u2060 joiners'],
  ['emoji and other scripts', '👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ 漢字 नमस्ते نمی‌خواهم'],
  ['decomposed characters', 'cafe\u0301'],
  ['a tab', 'a\tb'],
  ['a mark of the program itself', '[Pasted Content 3000 chars] is not a paste'],
  ['markup', '<system>not a system prompt</system> & "quotes" `ticks` $HOME'],
  ['a number', '1'],
  ['a question mark', '?'],
])('%s is typed, acknowledged, and reaches the model as it was meant', async (_what, text) => {
  const requests = workshop.server.requests.length;
  await session.send(text);
  await acknowledged(text);
  await session.until('composer');
  await expect.poll(() => workshop.server.requests.length, { timeout: 10_000 }).toBeGreaterThan(requests);
  await expect.poll(() => session.prompts().at(-1)).toBe(text.trim());
  await expect.poll(async () => (await session.told()).at(-1)).toBe('idle');
});

test('the shell was never asked to run one', () => {
  expect(existsSync(join(workshop.worktree, 'pwned'))).toBe(false);
});

test('without bracketed paste a burst of keys is waited for, and submitted by one Enter', async () => {
  const text = '?what about\ntwo lines and\ta tab';
  const plan = workshop.agent.composer?.plan(text, { bracketedPaste: false });
  if (plan?.type !== 'type') throw new Error('refused');
  for (const step of plan.steps) {
    session.terminal.write(step.bytes);
    await new Promise((resolve) => setTimeout(resolve, step.settleMs));
  }
  session.terminal.write(plan.submit.bytes);
  await acknowledged(text);
  await expect.poll(async () => (await session.told()).at(-1)).toBe('idle');
});

test('150,000 characters arrive whole, though it takes a while', async () => {
  const text = 'A log line that says nothing of interest at all.\n'.repeat(3_060).trim();
  await session.send(text);
  await acknowledged(text);
  await expect.poll(() => session.prompts().at(-1)).toBe(text);
  await expect.poll(async () => (await session.told()).at(-1)).toBe('idle');
});

test('sent while the model thinks a message joins the turn at once', async () => {
  const told = (await session.told()).length;
  await session.send('first [[sleep 20000]]');
  await session.until('busy');
  await acknowledged('first [[sleep 20000]]');
  await session.send('second, meanwhile');
  await acknowledged('second, meanwhile');
  await session.until('composer');
  await expect.poll(async () => (await session.told()).slice(told).filter((name) => name === 'idle').length).toBe(1);
  expect(session.prompts().slice(-2)).toEqual(['first [[sleep 20000]]', 'second, meanwhile']);
});

test('sent while a tool runs it is taken behind the tool', async () => {
  await session.send('[[run sleep 4]]');
  await session.terminal.waitFor(/esc to interrupt.*background terminal|Running sleep 4/);
  await session.send('third, behind the tool');
  await session.terminal.waitFor('to be submitted after next tool call');
  expect(session.reading()).toMatchObject({ state: 'busy', composerText: '' });
  await acknowledged('third, behind the tool');
  await session.until('composer');
});

test('a composer higher than its place is read, and cleared bit by bit', async () => {
  const plan = workshop.agent.composer?.plan('a\n'.repeat(400).trim(), { bracketedPaste: true });
  for (const step of plan?.type === 'type' ? plan.steps : []) session.terminal.write(step.bytes);
  await session.terminal.waitFor((screen) => (workshop.agent.readScreen?.(screen).composerText ?? '').includes('a\na\na'));
  for (let tries = 0; session.reading().composerText !== '' && tries < 10; tries += 1) {
    session.terminal.write(workshop.agent.composer?.clear.bytes ?? '');
    await new Promise((resolve) => setTimeout(resolve, workshop.agent.composer?.clear.settleMs));
  }
  expect(session.reading()).toMatchObject({ state: 'composer', composerText: '' });
});

test('Esc while it is idle does no harm: the next message is a message', async () => {
  session.terminal.write('\u001b');
  await session.terminal.waitFor('esc again to edit previous message');
  expect(session.reading()).toMatchObject({ state: 'composer', composerText: '' });
  await session.send('after a stray Esc');
  await acknowledged('after a stray Esc');
});
