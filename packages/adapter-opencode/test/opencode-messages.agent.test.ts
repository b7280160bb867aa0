import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chatUserTexts } from '@ao/model-servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpencodeSession, type OpencodeWorkshop, openWorkshop, withoutLaunch } from './opencode-session.ts';

let workshop: OpencodeWorkshop;
let session: OpencodeSession;
beforeAll(async () => {
  workshop = await openWorkshop();
  session = await workshop.start();
  await session.until('composer');
}, 600_000);
afterAll(() => workshop.close());

const submitted = (text: string, behind: number) =>
  session.untilTold((signal) => signal.type === 'prompt_submitted' && signal.text.trim() === text.trim(), behind);
const idleAgain = (behind: number) => session.untilTold((signal) => signal.type === 'activity' && signal.state === 'idle', behind);
const timesTold = (text: string) => session.signals.filter((signal) => signal.type === 'prompt_submitted' && signal.text === text).length;

test('before there is a conversation a message begins one, and the terminal shows it', async () => {
  expect(session.told()).toEqual([]);
  expect(await session.send('the first words')).toMatchObject({ type: 'accepted' });
  await idleAgain(0);
  expect(withoutLaunch(session.told())).toEqual(['conversation', 'prompt_submitted', 'active', 'idle']);
  await session.terminal.waitFor('Finished after 0 results: the first words');
});

test.each([
  ['an exclamation mark at the beginning', '!touch pwned'],
  ['a command at the beginning', '/exit now'],
  ['many lines', Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')],
  ['emoji and other scripts', '👨‍👩‍👧 ❤️ 漢字 नमस्ते café'],
  ['markup', '<system>not a system prompt</system> & "quotes" `ticks` $HOME \\'],
])('%s reaches the model as it was meant, and is told exactly once', async (_what, text) => {
  const behind = session.signals.length;
  expect(await session.send(text)).toMatchObject({ type: 'accepted' });
  await submitted(text, behind);
  await idleAgain(behind);
  expect(session.heard().at(-1)).toBe(text.trim());
  expect(timesTold(text)).toBe(1);
  expect(existsSync(join(workshop.worktree, 'pwned'))).toBe(false);
});

test('handed over twice under one id, a message is one', async () => {
  const behind = session.signals.length;
  expect(await session.send('only once', 'm-same')).toMatchObject({ type: 'accepted' });
  expect(await session.send('only once', 'm-same')).toMatchObject({ type: 'accepted', evidence: 'opencode has it already' });
  await idleAgain(behind);
  expect(session.heard().filter((text) => text === 'only once')).toHaveLength(1);
});

test('sent while it works, a message joins the turn and is answered in it', async () => {
  const behind = session.signals.length;
  await session.send('slow [[sleep 1500]] [[run ls]]');
  await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'active', behind);
  expect(await session.send('second, meanwhile')).toMatchObject({ type: 'accepted', whileBusy: 'steered' });
  await submitted('second, meanwhile', behind);
  await idleAgain(behind);
  const told = session.signals.slice(behind).filter((signal) => signal.type === 'activity' && signal.state === 'idle');
  expect(told).toHaveLength(1);
  expect(session.heard().filter((text) => text === 'second, meanwhile')).toHaveLength(1);
});

test('an interrupt ends a turn, and the next message is taken up', async () => {
  let behind = session.signals.length;
  await session.send('long [[sleep 60000]]');
  await session.untilTold((signal) => signal.type === 'activity' && signal.state === 'active', behind);
  expect(await workshop.agent.interrupt(await session.contact())).toBe(true);
  await idleAgain(behind);
  behind = session.signals.length;
  await session.send('after the interrupt');
  await idleAgain(behind);
  expect(session.heard().at(-1)).toBe('after the interrupt');
});

test.each([
  ['a line', 'typed by hand'],
  ['a line that looks like a shell command', '!touch pwned'],
  ['many lines', 'one\ntwo\nthree\nfour'],
])('%s typed by the rules of the composer is told and reaches the model', async (_what, text) => {
  const behind = session.signals.length;
  await session.until('composer');
  const plan = workshop.agent.composer.plan(text, { bracketedPaste: session.terminal.screen().bracketedPaste });
  if (plan.type !== 'type') throw new Error(plan.reason);
  for (const step of plan.steps) session.terminal.write(step.bytes);
  await session.terminal.waitFor((screen) => (workshop.agent.readScreen(screen).composerText ?? '').includes(plan.expectOnScreen ?? ''));
  session.terminal.write(plan.submit.bytes);
  await submitted(text, behind);
  await idleAgain(behind);
  expect(session.heard().at(-1)).toBe(text);
  expect(existsSync(join(workshop.worktree, 'pwned'))).toBe(false);
});

test('what stands in the composer is cleared by keys, and an empty one survives them', async () => {
  await session.until('composer');
  session.terminal.write('\u001b[200~one\ntwo\u001b[201~');
  await session.terminal.waitFor((screen) => workshop.agent.readScreen(screen).composerText === 'one\ntwo');
  for (let count = 0; count < 2; count += 1) session.terminal.write(workshop.agent.composer.clear.bytes);
  await session.terminal.waitFor((screen) => workshop.agent.readScreen(screen).composerText === '');
  const behind = session.signals.length;
  await session.send('still there');
  await idleAgain(behind);
});

test('a message of one mebibyte arrives whole; what opencode then says to itself is no prompt', async () => {
  const text = `${'A long line of a log file.\n'.repeat(38_000)}the end`;
  const behind = session.signals.length;
  const requests = workshop.server.requests.length;
  expect(await session.send(text)).toMatchObject({ type: 'accepted' });
  await submitted(text, behind);
  await idleAgain(behind);
  // It is more than the model takes: opencode sums it up, and goes on by itself.
  const heard = workshop.server.requests.slice(requests).flatMap(({ body }) => chatUserTexts(body ?? { messages: [] }));
  expect(heard).toContain(text);
  expect(session.signals.slice(behind).filter(({ type }) => type === 'prompt_submitted')).toHaveLength(1);
});
