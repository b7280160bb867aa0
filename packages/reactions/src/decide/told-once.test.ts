import { AoError } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { check, checks, comment, failed, MINUTE, T0, thread, threads } from '../__fixtures__/sample-pull-request.ts';
import { failure, freeSession, reactionWorld } from '../__fixtures__/reaction-world.ts';

const RED = { checks: checks([failed('test')]) };
const GREEN = { checks: checks([check('test')]) };
const at = (commit: string, ...items: Parameters<typeof checks>[0]) => ({ headCommit: commit, checks: checks(items, { commit }) });

describe('a failing check', () => {
  test('is told once, with its log', () => {
    const world = reactionWorld();
    world.look(RED);
    expect(world.entries()).toEqual(['check build / test: waiting, gathering']);
    expect(world.verdict?.nextLookAt).toBe(T0 + MINUTE);
    world.lookAfter(MINUTE, RED);
    expect(world.sent()).toHaveLength(1);
    expect(world.fetched).toEqual(['github.com:run-test']);
    for (let round = 0; round < 20; round += 1) world.lookAfter(MINUTE, RED);
    expect(world.sent()).toHaveLength(1);
  });

  test('waits for the checks that still run, and its logs are not fetched before', () => {
    const world = reactionWorld();
    const running = { checks: checks([failed('test'), check('slow', { state: 'running' })]) };
    world.look(running);
    world.lookAfter(10 * MINUTE, running);
    expect(world.entries()).toEqual(['checks: waiting, suite_not_settled']);
    expect(world.verdict?.nextLookAt).toBe(T0 + 20 * MINUTE);
    expect(world.fetched).toEqual([]);
    world.lookAfter(MINUTE, { checks: checks([failed('test'), failed('slow')]) });
    expect(world.sent()).toHaveLength(1);
    expect(world.sent()[0]).toContain('2 checks fail');
  });

  test('does not wait for ever for a check that is stuck', () => {
    const world = reactionWorld();
    const stuck = { checks: checks([failed('test'), check('flaky-host', { state: 'queued', isRequired: false })]) };
    world.look(stuck);
    world.lookAfter(20 * MINUTE, stuck);
    expect(world.sent()).toHaveLength(1);
    world.lookAfter(60 * MINUTE, stuck);
    expect(world.sent()).toHaveLength(1);
  });

  test('of an older commit is no failure of this one', () => {
    const world = reactionWorld();
    world.look({ checks: checks([failed('test')], { isForHead: false }) });
    world.lookAfter(60 * MINUTE, { checks: checks([failed('test')], { isForHead: false }) });
    expect(world.sent()).toEqual([]);
    expect(world.entries()).toEqual(['checks: waiting, older_commit']);
  });

  test('that was cancelled or is ignored by the settings is not told', () => {
    const world = reactionWorld({ ignoredChecks: ['lint', 'build / docs'] });
    const state = { checks: checks([failed('lint'), failed('docs'), check('e2e', { state: 'cancelled' })]) };
    world.look(state);
    world.lookAfter(60 * MINUTE, state);
    expect(world.actions).toEqual([]);
    expect(world.entries()).toEqual([
      'check build / lint: skipped, ignored_check',
      'check build / docs: skipped, ignored_check',
      'check build / e2e: skipped, only_cancelled',
    ]);
  });

  test('that fails again on a new commit is told again, after the cool-down, and as the next attempt', () => {
    const world = reactionWorld();
    world.look(at('a1', failed('test')));
    world.lookAfter(MINUTE, at('a1', failed('test')));
    world.lookAfter(2 * MINUTE, at('a2', failed('test')));
    expect(world.entries().at(-1)).toBe('check build / test: waiting, cool_down');
    world.lookAfter(3 * MINUTE, at('a2', failed('test')));
    expect(world.sent()).toHaveLength(2);
    expect(world.ledger?.entries.at(-1)).toMatchObject({ decision: 'sent', attempt: 2 });
  });

  test('on a commit that comes back after another one was told before', () => {
    const world = reactionWorld();
    for (const commit of ['a1', 'a1', 'a2', 'a2', 'a1', 'a1']) world.lookAfter(30 * MINUTE, at(commit, failed('test')));
    expect(world.sent()).toHaveLength(2);
  });
});

describe('details', () => {
  test('that cannot be read are tried again, then the message says where to look', () => {
    const world = reactionWorld();
    world.failures.set('github.com:run-test', { outcome: 'forbidden', error: new AoError('INTERNAL') });
    world.look(RED);
    world.lookAfter(MINUTE, RED);
    expect(world.sent()[0]).toContain('- "build / test" (required): https://github.com/acme/shop/actions/runs/1/job/77');
    expect(world.sent()[0]).toContain(
      'Why is not known here: its log could not be read. Look at the address above, or run the check yourself.',
    );
  });

  test('say why there is no log, and what the check says about itself', () => {
    const world = reactionWorld();
    world.failures.set('github.com:run-test', failure('', { logMissing: 'expired', failedSteps: [] }));
    const state = { checks: checks([failed('test', { summary: '3 of 9 tests failed', url: null })]) };
    world.look(state);
    world.lookAfter(MINUTE, state);
    expect(world.sent()[0]).toContain('Why is not known here: its log has expired. Look on the page of the pull request');
    expect(world.sent()[0]).toContain('> 3 of 9 tests failed');
  });
});

describe('a review', () => {
  const open = (marker: string) => ({ threads: threads(marker, 't1', 't2') });
  function reviewed() {
    const world = reactionWorld();
    world.threads.set('t1', { outcome: 'value', value: thread('t1', [comment('c1', 'bo', 'one')]) });
    world.threads.set('t2', { outcome: 'value', value: thread('t2', [comment('c2', 'bo', 'two')]) });
    world.look(open('m1'));
    world.lookAfter(MINUTE, open('m1'));
    return world;
  }

  test('is told once; threads are read when there is something new, and only before sending', () => {
    const world = reviewed();
    expect(world.sent()).toHaveLength(1);
    expect(world.fetched).toEqual(['t1', 't2']);
    world.lookAfter(30 * MINUTE, open('m1'));
    expect(world.fetched).toEqual(['t1', 't2']);
    world.lookAfter(30 * MINUTE, open('m2'));
    world.lookAfter(MINUTE, open('m2'));
    expect(world.fetched).toEqual(['t1', 't2', 't1', 't2']);
    expect(world.sent()).toHaveLength(1);
  });

  test('with a new comment of a person is told again, that thread alone', () => {
    const world = reviewed();
    world.threads.set('t2', { outcome: 'value', value: thread('t2', [comment('c2', 'bo', 'two'), comment('c3', 'bo', 'still two')]) });
    world.lookAfter(10 * MINUTE, open('m2'));
    world.lookAfter(MINUTE, open('m2'));
    expect(world.sent()).toHaveLength(2);
    expect(world.sent()[1]).toContain('> still two');
    expect(world.sent()[1]).not.toContain('> one');
  });

  test('is not told again because of the answer of the session itself, a bot, or a hidden comment', () => {
    const world = reviewed();
    const own = comment('c3', 'Ana', 'Done.');
    const bot = comment('c4', 'coverage', '93 %', { author: { login: 'coverage', isBot: true } });
    world.threads.set('t1', { outcome: 'value', value: thread('t1', [comment('c1', 'bo', 'one'), own, bot]) });
    world.threads.set('t2', {
      outcome: 'value',
      value: thread('t2', [comment('c2', 'bo', 'two'), comment('c5', 'spam', 'buy', { isHidden: true })]),
    });
    world.lookAfter(10 * MINUTE, open('m2'));
    world.lookAfter(MINUTE, open('m2'));
    expect(world.sent()).toHaveLength(1);
  });

  test('of a listed bot, or of the own account when listed, is told', () => {
    const world = reactionWorld({ listenTo: ['ana', 'lint-bot'] });
    const bot = comment('c1', 'lint-bot', 'semicolon', { author: { login: 'lint-bot', isBot: true } });
    world.threads.set('t1', { outcome: 'value', value: thread('t1', [bot]) });
    world.threads.set('t2', { outcome: 'value', value: thread('t2', [comment('c2', 'ana', 'my own review')]) });
    world.look(open('m1'));
    world.lookAfter(MINUTE, open('m1'));
    expect(world.sent()[0]).toContain('> semicolon');
    expect(world.sent()[0]).toContain('> my own review');
  });

  test('never tells outdated or resolved threads', () => {
    const world = reactionWorld();
    world.threads.set('t1', { outcome: 'value', value: thread('t1', [comment('c1', 'bo', 'one')], { isResolved: true }) });
    const state = {
      threads: {
        ...threads('m1', 't1'),
        unresolved: [...threads('m1', 't1').unresolved, { id: 't9', isOutdated: true, path: 'x', line: null }],
      },
    };
    world.look(state);
    world.lookAfter(MINUTE, state);
    expect(world.fetched).toEqual(['t1']);
    expect(world.actions).toEqual([]);
  });

  test('with a thread that cannot be read tells the others', () => {
    const world = reactionWorld();
    world.threads.set('t1', { outcome: 'forbidden', error: new AoError('INTERNAL') });
    world.threads.set('t2', { outcome: 'value', value: thread('t2', [comment('c2', 'bo', 'two')]) });
    world.look(open('m1'));
    world.lookAfter(MINUTE, open('m1'));
    expect(world.sent()).toHaveLength(1);
    expect(world.sent()[0]).toContain('> two');
  });
});

describe('a conflict', () => {
  const CONFLICT = { conflict: 'conflicting' } as const;
  test('is told once while it lasts, also over pushes and while the host works it out anew', () => {
    const world = reactionWorld({ unansweredAfterMs: 999 * MINUTE });
    for (const conflict of ['conflicting', 'unknown', 'conflicting', 'unknown', 'conflicting'] as const)
      world.lookAfter(MINUTE, { conflict });
    world.lookAfter(20 * MINUTE, { ...CONFLICT, headCommit: 'a2' });
    expect(world.sent()).toHaveLength(1);
  });

  test('that was gone and comes back is told again', () => {
    const world = reactionWorld();
    world.look(CONFLICT);
    world.lookAfter(MINUTE, CONFLICT);
    world.lookAfter(10 * MINUTE, { conflict: 'mergeable' });
    world.lookAfter(10 * MINUTE, CONFLICT);
    world.lookAfter(MINUTE, CONFLICT);
    expect(world.sent()).toHaveLength(2);
  });
});

test('a session that cannot listen hears it afterwards, if it is still so', () => {
  const cases = [
    [{ activity: { state: 'waiting_input' } }, 'needs_person'],
    [{ activity: { state: 'blocked' } }, 'needs_person'],
    [{ launchState: 'needs_login' }, 'needs_person'],
    [{ launchState: 'starting' }, 'session_starting'],
    [{ phase: 'starting' }, 'session_starting'],
    [{ phase: 'queued' }, 'session_queued'],
    [{ phase: 'stopping' }, 'session_stopping'],
    [{ phase: 'ended' }, 'session_ended'],
    [{ activity: { state: 'exited' } }, 'session_ended'],
  ] as const;
  for (const [changes, reason] of cases) {
    const world = reactionWorld();
    world.session = freeSession(changes);
    for (let round = 0; round < 3; round += 1) world.lookAfter(10 * MINUTE, RED);
    expect(world.actions).toEqual([]);
    expect(world.fetched).toEqual([]);
    expect(world.entries()).toEqual([`check build / test: suppressed, ${reason}`]);
    const mended = { ...world, ledger: world.ledger };
    world.session = freeSession({ activity: { state: 'active' } });
    world.look(RED);
    expect(world.sent()).toHaveLength(1);
    world.ledger = mended.ledger;
    expect(world.look(GREEN)).toEqual([]);
  }
});

test('facts that are too old are read again before anything is sent', () => {
  const world = reactionWorld();
  world.look(RED);
  const observedAt = world.now;
  world.lookAfter(10 * MINUTE, { ...RED, observedAt });
  expect(world.actions).toEqual([]);
  expect(world.verdict?.wants.snapshot).toBe(true);
  world.look(RED);
  expect(world.sent()).toHaveLength(1);
});

test('a snapshot that comes late changes nothing', () => {
  const world = reactionWorld();
  world.look(RED);
  world.lookAfter(MINUTE, GREEN);
  const before = world.ledger;
  world.look({ ...RED, observedAt: T0 - 1 });
  expect(world.ledger).toEqual(before);
});

test('a clock that is set back silences nothing, and makes nobody wait for the time to come again', () => {
  const world = reactionWorld();
  world.look(RED);
  world.lookAfter(MINUTE, RED);
  world.now -= 24 * 60 * MINUTE;
  const next = { headCommit: 'a2', checks: checks([failed('test')], { commit: 'a2' }) };
  world.look(next);
  world.lookAfter(6 * MINUTE, next);
  world.lookAfter(6 * MINUTE, next);
  expect(world.sent()).toHaveLength(2);
});

test('a comment beyond those a host shows of a long thread is told', () => {
  const world = reactionWorld();
  const state = (marker: string) => ({ threads: threads(marker, 't1') });
  for (const [index, totalComments] of [1, 1, 51, 52].entries()) {
    world.threads.set('t1', { outcome: 'value', value: thread('t1', [comment('c1', 'bo', 'one')], { totalComments }) });
    world.lookAfter(30 * MINUTE, state(`m${index}`));
    world.lookAfter(MINUTE, state(`m${index}`));
  }
  expect(world.sent()).toHaveLength(3);
  expect(world.sent()[2]).toContain('(51 other comments are not shown.)');
});

test('a thread that cannot be read for long is asked for ever more rarely, and the ledger says so', () => {
  const world = reactionWorld();
  world.threads.set('t1', { outcome: 'unknown', error: new AoError('INTERNAL') });
  for (let minute = 0; minute < 240; minute += 1) world.lookAfter(MINUTE, { threads: threads('m1', 't1') });
  expect(world.fetched.length).toBeLessThan(15);
  expect(world.actions).toEqual([]);
  expect(world.entries('waiting').at(-1)).toBe('threads: waiting, details_failed');
  world.threads.set('t1', { outcome: 'value', value: thread('t1', [comment('c1', 'bo', 'one')]) });
  for (let minute = 0; minute < 40; minute += 1) world.lookAfter(MINUTE, { threads: threads('m1', 't1') });
  expect(world.sent()).toHaveLength(1);
});
