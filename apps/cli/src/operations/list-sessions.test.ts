import { expect, test } from 'vitest';
import { olderDaemon } from '../__fixtures__/older-daemon.ts';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome } from '../__fixtures__/stub-home.ts';
import { renderSessionDetails } from '../render/session-details.ts';
import { listSessions, renderSessionList } from './list-sessions.ts';

test('sessions of an older daemon are listed without what it cannot measure, and it is asked for that once', async () => {
  const home = await openStubHome(olderDaemon, 1_795_395_215_554);
  for (let look = 0; look < 3; look += 1) {
    const list = await listSessions(home.context, { project: undefined, includeEnded: false });
    expect(renderSessionList(list, home.context)).toMatch(
      /^SESSION +AGENT +STATUS +SINCE +BRANCH +NEEDS\nshop-1 +command +unknown +1m +ao\/shop-1\/work/,
    );
  }
  expect(home.requests.map(({ query }) => 'resources' in query)).toEqual([true, false, false, false]);
});

test.each([
  [[], ['shop-3'], 'No session runs. 1 was lost: ao restore shop-3, or give it up: ao session cleanup shop-3'],
  [[], ['shop-3', 'blog-1'], 'No session runs. 2 were lost: ao restore --all, or give one up: ao session cleanup shop-3'],
  [[], [], 'No sessions. Start one in a repository: ao spawn "what to do"'],
  [[sampleSession()], ['shop-3', 'blog-1'], /\n1 running\. 2 were lost: ao restore --all, or give one up: ao session cleanup shop-3$/],
  [[sampleSession()], [], /\n1 running\.$/],
])('sessions lost in a reboot do not drop out of the list without a word: %#', async (sessions, lost, text) => {
  const home = await openStubHome(() => ({ sessions, lost }));
  const list = await listSessions(home.context, { project: undefined, includeEnded: false });
  expect(list).toMatchObject({ lost });
  expect(renderSessionList(list, home.context)).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
});

test('one session of an older daemon is shown', async () => {
  const home = await openStubHome(olderDaemon, 1_795_395_215_554);
  const session = await home.context.withDaemon((ao) => ao.sessions.get('shop-1', { resources: true }));
  expect(renderSessionDetails(session, home.context)).toContain('ao/shop-1/work');
});
