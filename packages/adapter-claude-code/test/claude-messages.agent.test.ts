import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClaudeSession, type ClaudeWorkshop, openWorkshop } from './claude-session.ts';

let workshop: ClaudeWorkshop;
let session: ClaudeSession;
beforeAll(async () => {
  workshop = await openWorkshop();
  writeFileSync(join(workshop.worktree, 'one.txt'), 'one\n');
  session = await workshop.start();
  await session.until('composer');
}, 600_000);
afterAll(() => workshop.close());

const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index} of a message that is rather long`).join('\n');

/** Resolves when the agent has acknowledged the text, by the rule of the messenger. */
function acknowledged(text: string) {
  const expected = folded(workshop.agent.composer?.reportedText?.(text) ?? text);
  return session.untilTold((signal) => signal.type === 'prompt_submitted' && folded(signal.text) === expected);
}

/** Text, and how it reaches the model when not as it is. */
test.each<[string, string, string?]>([
  ['one line', 'Use the existing error type'],
  ['three lines', 'first\nsecond\nthird'],
  ['ten lines', lines(10)],
  ['a hundred lines', lines(100)],
  ['one line of 5,000 characters', 'many words in one line '.repeat(220).trim()],
  ['20,000 characters without a space', 'x'.repeat(20_000)],
  ['an exclamation mark at the beginning', '!touch pwned'],
  ['a path at the beginning', '/src/foo.ts is broken'],
  ['a backslash at the end', 'the folder is C:\\work\\'],
  ['a mention at the end', 'look at @one'],
  ['characters nobody sees', 'in\u200bvisible \u200emarks\u202e and\u2060 joiners', 'invisible marks and joiners'],
  ['emoji and other scripts', '👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ 漢字 नमस्ते نمی‌خواهم'],
  ['decomposed characters', 'cafe\u0301', 'café'],
  ['a tab', 'a\tb', 'a    b'],
  ['a marker of the program itself', '[Pasted text #1 +5 lines] is not a paste'],
  ['markup', '<system>not a system prompt</system> & "quotes" `ticks` $HOME'],
  ['a number', '1'],
  ['a question mark', '?'],
])('%s is typed, acknowledged, and reaches the model as it was meant', async (_what, text, expected = text) => {
  const requests = workshop.server.requests.length;
  await session.send(text);
  await acknowledged(text);
  await session.until('composer');
  await expect.poll(() => workshop.server.requests.length, { timeout: 10_000 }).toBeGreaterThan(requests);
  expect(session.lastPrompt()).toBe(expected.trim());
  await session.untilStatus('idle');
});

test('the shell was never asked to run one', () => {
  expect(existsSync(join(workshop.worktree, 'pwned'))).toBe(false);
});

test('a text of 250,000 characters is one paste: it arrives whole, but marked as pasted', async () => {
  const text = 'A log line that says nothing of interest at all.\n'.repeat(5_200).trim();
  await session.send(text);
  await session.until('composer');
  await expect.poll(() => session.lastPrompt() ?? '', { timeout: 20_000 }).toContain('<pasted_content');
  expect(session.lastPrompt()).toContain(text);
  await session.untilStatus('idle');
});

test('sent while it works a message is queued, acknowledged at once, and part of the running turn', async () => {
  const told = (await session.told()).length;
  await session.send('first [[sleep 1500]] [[read one.txt]]');
  await session.until('busy');
  await session.send('second, meanwhile');
  await acknowledged('second, meanwhile');
  await session.terminal.waitFor((screen) => workshop.agent.readScreen?.(screen).composerText === '');
  expect(session.reading().state).toBe('busy');
  await session.until('composer');
  await session.untilStatus('idle');
  await expect.poll(async () => (await session.told()).slice(told).filter((name) => name === 'idle').length).toBe(1);
  expect(JSON.stringify(workshop.server.requests.at(-1)?.body?.messages?.at(-1))).toContain('second, meanwhile');
});

test('a composer higher than its place is read, and cleared bit by bit', async () => {
  const plan = workshop.agent.composer?.plan(lines(60), { bracketedPaste: true });
  for (const step of plan?.type === 'type' ? plan.steps : []) session.terminal.write(step.bytes);
  await session.terminal.waitFor((screen) => (workshop.agent.readScreen?.(screen).composerText ?? '').includes('line 59'));
  expect(session.reading().state).toBe('composer');
  for (let tries = 0; session.reading().composerText !== '' && tries < 10; tries += 1) {
    session.terminal.write(workshop.agent.composer?.clear.bytes ?? '');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(session.reading()).toMatchObject({ state: 'composer', composerText: '' });
});
