import { AoError, type ReactionChoices, utf8Length } from '@ao/domain';
import type { PullRequestSnapshot } from '@ao/ports';
import { describe, expect, test } from 'vitest';
import { failure, reactionWorld } from '../__fixtures__/reaction-world.ts';
import { check, checks, comment, failed, MINUTE, thread, threads } from '../__fixtures__/sample-pull-request.ts';

/** The one message that tells a pull request as it is. */
function message(
  changes: Partial<PullRequestSnapshot>,
  prepare: (world: ReturnType<typeof reactionWorld>) => void = () => undefined,
  choices: ReactionChoices = {},
): string {
  const world = reactionWorld(choices);
  prepare(world);
  world.look(changes);
  world.lookAfter(MINUTE, changes);
  expect(world.sent()).toHaveLength(1);
  return world.sent()[0] ?? '';
}

const many = (count: number) => Array.from({ length: count }, (_, index) => failed(`job ${index}`, { id: `github.com:run-${index}` }));

describe('the message about failing checks', () => {
  test('tells five in detail and names the others', () => {
    const text = message({ checks: checks([...many(18), check('deploy', { state: 'cancelled' })]) });
    expect(text).toContain('18 checks fail.');
    expect(text.match(/^From its log:$/gm)).toHaveLength(5);
    expect(text).toMatch(/^Failing too, without room for details: "build \/ job 5", .*"build \/ job 14" and 3 more\.$/m);
    expect(text).toContain('Cancelled: "build / deploy".');
  });

  test('puts those that merging waits for first', () => {
    const items = [
      failed('optional', { isRequired: false }),
      failed('needed', { id: 'github.com:run-needed' }),
      failed('unclear', { isRequired: null }),
    ];
    const text = message({ checks: checks(items) });
    expect(text.indexOf('"build / needed" (required)')).toBeLessThan(text.indexOf('"build / optional"'));
    expect(text).not.toContain('"build / unclear" (required)');
  });

  test('names a check without a workflow by its name alone', () => {
    expect(message({ checks: checks([failed('ci/circleci', { workflow: null })]) })).toContain('- "ci/circleci" (required)');
  });

  test.each([
    [['Run tests'], ', in the step "Run tests":'],
    [['Lint', 'Run tests'], ', in the steps "Lint" and "Run tests":'],
    [['a', 'b', 'c', 'd'], ', in the steps "a", "b" and "c":'],
    [[], ' (required):'],
  ])('names the steps %j', (failedSteps, words) => {
    const text = message({ checks: checks([failed('test')]) }, (world) =>
      world.failures.set('github.com:run-test', failure('no', { failedSteps })),
    );
    expect(text).toContain(`"build / test" (required)${words === ' (required):' ? ':' : words}`);
  });

  test.each([
    ['log', null, 'From its log:'],
    ['annotations', null, 'What it marked:'],
    ['annotations', 'expired', 'What it marked (its log has expired):'],
    ['summary', 'never_started', 'What it says about itself (its job never started):'],
  ] as const)('says that its words are from the %s, log missing: %s', (source, logMissing, words) => {
    const answer = failure('it broke', { source, logMissing });
    const text = message({ checks: checks([failed('test')]) }, (world) => world.failures.set('github.com:run-test', answer));
    expect(text).toContain(`${words}\n> it broke`);
  });

  test('keeps the end of a long log, and says what it left out', () => {
    const log = Array.from({ length: 900 }, (_, index) => `line ${index}`).join('\n');
    const text = message({ checks: checks([failed('test')]) }, (world) => world.failures.set('github.com:run-test', failure(log)));
    expect(text).toContain('[840 lines left out]\n> line 840');
    expect(text).toContain('> line 899');
  });

  test('has no address where the host gave none that can be printed', () => {
    const text = message({ url: 'javascript:alert(1)', checks: checks([failed('test', { url: 'https://x y' })]) });
    expect(text).not.toContain('javascript');
    expect(text).toContain('- "build / test" (required), in the step "Run tests"\n');
  });

  test('is not empty where nothing can be read after several tries', () => {
    const world = reactionWorld();
    world.failures.set('github.com:run-test', { outcome: 'unknown', error: new AoError('INTERNAL') });
    const state = { checks: checks([failed('test')]) };
    world.look(state);
    world.lookAfter(MINUTE, state);
    expect(world.entries().at(-1)).toBe('check build / test: waiting, details_failed');
    expect(world.verdict?.nextLookAt).toBe(world.now + MINUTE);
    world.lookAfter(MINUTE, state);
    expect(world.sent()).toEqual([]);
    world.lookAfter(2 * MINUTE, state);
    expect(world.sent()[0]).toContain('Why is not known here: its log could not be read.');
  });

  test('what cannot be read does not keep the conflict from being told at once', () => {
    const world = reactionWorld();
    world.failures.set('github.com:run-test', { outcome: 'unknown', error: new AoError('INTERNAL') });
    const state = { checks: checks([failed('test')]), conflict: 'conflicting' } as const;
    world.look(state);
    world.lookAfter(MINUTE, state);
    expect(world.actions).toMatchObject([{ kinds: ['conflict'] }]);
    world.failures.set('github.com:run-test', failure('now it can'));
    world.lookAfter(MINUTE, state);
    expect(world.actions).toMatchObject([{ kinds: ['conflict'] }, { kinds: ['ci'] }]);
  });
});

describe('the message about a review', () => {
  const opinion = (login: string | null, url: string) => ({
    author: login === null ? null : { login, isBot: false },
    opinion: 'changes_requested' as const,
    commit: 'a1',
    url,
    submittedAt: 1,
  });

  test('names who asks for changes', () => {
    const opinions = [opinion('bo', 'https://github.com/r/1'), opinion(null, 'no address')];
    const text = message({ review: { decision: 'changes_requested', source: 'rule', opinions } });
    expect(text).toContain(': changes are requested.');
    expect(text).toContain('- "bo" has requested changes: https://github.com/r/1\n- A deleted account has requested changes.\n');
    expect(text).not.toContain('are quoted');
  });

  test('says so when the host does not tell who', () => {
    const text = message({ review: { decision: 'changes_requested', source: 'rule', opinions: [] } });
    expect(text).toContain('- Reviewers have requested changes.');
  });

  test('shows the last four comments of a thread, and counts the others', () => {
    const talk = Array.from({ length: 7 }, (_, index) => comment(`c${index}`, index % 2 === 0 ? 'bo' : 'ana', `word ${index}`));
    const text = message({ threads: threads('m1', 't1') }, (world) =>
      world.threads.set('t1', { outcome: 'value', value: thread('t1', talk) }),
    );
    expect(text).toContain('(3 other comments are not shown.)');
    expect(text.match(/^> word \d$/gm)).toEqual(['> word 3', '> word 4', '> word 5', '> word 6']);
  });

  test('shows ten threads and counts the others', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `t${index}`);
    const text = message({ threads: threads('m1', ...ids) }, (world) => {
      for (const id of ids) world.threads.set(id, { outcome: 'value', value: thread(id, [comment(`${id}-1`, 'bo', `about ${id}`)]) });
    });
    expect(text).toContain('12 review threads are open');
    expect(text.match(/^> about/gm)).toHaveLength(10);
    expect(text).toContain('There is no room for 2 more open threads: see the pull request.');
  });

  test('says that a comment was cut, here or before', () => {
    const long = comment('c1', 'bo', 'x'.repeat(50_000), { body: { text: 'word\n'.repeat(2_000), isCut: true } });
    const text = message({ threads: threads('m1', 't1') }, (world) =>
      world.threads.set('t1', { outcome: 'value', value: thread('t1', [long]) }),
    );
    expect(text).toMatch(/> word\n\[\d+ lines and its end left out\]/);
  });
});

test('a message is as long as the settings allow and not longer, with every part in it', () => {
  const ids = ['t1', 't2', 't3'];
  const state = { checks: checks(many(4)), threads: threads('m1', ...ids), conflict: 'conflicting' } as const;
  const prepare = (world: ReturnType<typeof reactionWorld>) => {
    for (const { id } of many(4)) world.failures.set(id, failure('long line of a log\n'.repeat(900)));
    for (const id of ids)
      world.threads.set(id, { outcome: 'value', value: thread(id, [comment(`${id}-1`, 'bo', 'long comment\n'.repeat(900))]) });
  };
  const text = message(state, prepare, { messageMaxBytes: 4096 });
  expect(utf8Length(text)).toBeLessThanOrEqual(4096);
  expect(utf8Length(text)).toBeGreaterThan(3_200);
  expect(text.match(/lines left out\]$/gm)).toHaveLength(7);
  for (const part of ['"build / job 3"', 'Thread at "src/health.ts", line 7', 'Merge conflict:', 'push to the same branch.'])
    expect(text).toContain(part);
});

test.each([
  [
    'ready',
    { mergeability: 'mergeable', review: { decision: 'approved', source: 'rule', opinions: [] } },
    'nothing stands between it and its merge',
  ],
  ['closed', { state: 'closed', closedAt: 1 }, 'it was closed without a merge'],
  ['merged', { state: 'merged' }, 'it was merged into main'],
] as const)('the agent can be told that it is %s, without being asked for work', (kind, changes, words) => {
  const text = message(changes, undefined, { modes: { [kind]: 'send' } });
  expect(text).toContain(words);
  expect(text).not.toContain('commit, and push');
});
