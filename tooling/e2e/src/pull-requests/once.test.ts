import { join } from 'node:path';
import { addCheckRun, addThread, addThreadComment, rerunCheck } from '@ao/github-stand-in';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPullRequestHome, type PullRequestHome } from './pull-request-home.ts';

let world: PullRequestHome;
beforeEach(async () => {
  world = await createPullRequestHome();
});
afterEach(() => world[Symbol.asyncDispose](), 60_000);

const LOG =
  '2026-11-23T10:00:03.0000000Z AssertionError: no\r\n2026-11-23T10:00:04.0000000Z ##[error]Process completed with exit code 1.\r\n';

test('a check that fails a hundred times over is one message', { timeout: 90_000 }, async () => {
  const { session, pullRequest } = await world.spawnWithPullRequest();
  const run = addCheckRun(world.github.state, pullRequest, { name: 'flaky', conclusion: 'FAILURE', log: LOG });
  await world.told(session, 1);
  for (let count = 2; count <= 100; count += 1) {
    rerunCheck(world.github.state, pullRequest, run);
    pullRequest.updatedAt = world.github.state.now();
    if (count % 10 === 0) await world.look();
  }
  await world.look();
  expect(await world.messages(session)).toHaveLength(1);
});

test('a review thread is told once, and again when a person answers in it, but not when the agent does', { timeout: 90_000 }, async () => {
  const { session, pullRequest } = await world.spawnWithPullRequest();
  const thread = addThread(world.github.state, pullRequest, { body: 'Rename it.' });
  await world.told(session, 1);
  addThreadComment(world.github.state, thread, { body: 'Renamed.', author: { login: 'octo' } });
  await world.look();
  await world.look();
  expect(await world.messages(session)).toHaveLength(1);
  addThreadComment(world.github.state, thread, { body: 'Not there, in the other file.' });
  const told = await world.told(session, 2);
  expect(told[1]?.text).toContain('> Not there, in the other file.');
});

test.each(['before it is typed', 'while it is typed'])(
  'a daemon killed after the decision, %s, tells it once',
  { timeout: 120_000 },
  async (moment) => {
    const { home } = world;
    const { session, pullRequest } = await world.spawnWithPullRequest();
    await world.rests(session);
    const busy = moment === 'before it is typed';
    // A dialog is open: what is decided waits in the outbox.
    if (busy) await home.ao(['send', session, '[[ask Bash: rm notes]]', '--wait']);
    if (busy) await home.ao(['wait', session, '--until', 'blocked', '--timeout', '20s']);
    addThread(world.github.state, pullRequest, { body: 'Please look again.' });
    if (busy) {
      await world.look();
      await world.killDaemon();
      await home.ao(['start']);
      await home.ao(['answer', session, 'allow']);
    } else {
      await expect.poll(() => storedStates(home.path), { timeout: 30_000, interval: 2 }).not.toEqual([]);
      await world.killDaemon();
      await home.ao(['start']);
    }
    const final = /^(?:acknowledged|unconfirmed|stalled)$/;
    await expect.poll(async () => (await world.messages(session))[0]?.state, { timeout: 60_000, interval: 200 }).toMatch(final);
    await world.look();
    await world.look();
    // Killed between the key and the note of it, nobody can know whether it was pressed: then people are told so, and it is not pressed again.
    const messages = await world.messages(session);
    expect(messages).toHaveLength(1);
    const isSure = messages[0]?.state === 'acknowledged';
    expect(world.heard('Please look again.')).toBeLessThanOrEqual(1);
    if (busy || isSure) expect([isSure, world.heard('Please look again.')]).toEqual([true, 1]);
    await expect
      .poll(
        async () => {
          await world.look();
          const [message] = await world.messages(session);
          const { notices } = await home.json<{ readonly notices: readonly { readonly text: string }[] }>(['notices']);
          const doubts = notices.filter(({ text }) => text.includes(`#${pullRequest.number}`) && text.includes('not certain'));
          return doubts.length === (message?.state === 'acknowledged' ? 0 : 1);
        },
        { timeout: 20_000 },
      )
      .toBe(true);
  },
);

/** States of what was decided, as stored: quicker to see than by asking the daemon. */
function storedStates(home: string): readonly unknown[] {
  const database = new Database(join(home, 'ao.db'), { readonly: true });
  try {
    return database.prepare("SELECT state FROM messages WHERE sender_kind = 'automation'").all();
  } finally {
    database.close();
  }
}
