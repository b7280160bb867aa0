import { AoError } from '@ao/domain';
import { createFakeClock, createRecordingLogger } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { recordingNotices } from '../__fixtures__/observed-world.ts';
import { createScriptedScm, HOST } from '../__fixtures__/scripted-scm.ts';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { createForgeHosts } from './forge-hosts.ts';

const MINUTE = 60_000;

function setUp() {
  const clock = createFakeClock();
  const logger = createRecordingLogger();
  const scm = createScriptedScm(() => clock.now());
  const notices = recordingNotices();
  let accountReads = 0;
  const readAccount: typeof scm.readAccount = (host, signal) => ((accountReads += 1), scm.readAccount(host, signal));
  const options = { scm: { ...scm, readAccount, budget: () => scm.budgetNow }, clock, logger, notices };
  const hosts = createForgeHosts(options as unknown as PullRequestObserverOptions);
  const account = () => hosts.account(HOST, new AbortController().signal);
  return { clock, logger, scm, notices, hosts, account, reads: () => accountReads, view: () => hosts.views()[0] };
}

describe('the account', () => {
  test('is asked for once an hour', async () => {
    const { account, reads, clock, scm } = setUp();
    expect([(await account())?.login, (await account())?.login, reads()]).toEqual(['ana', 'ana', 1]);
    scm.account = 'bo';
    await clock.advance(61 * MINUTE);
    expect(await account()).toMatchObject({ login: 'bo' });
  });

  test('of a token that belongs to none is none', async () => {
    const { account, scm } = setUp();
    scm.account = null;
    expect(await account()).toEqual({ login: null });
  });

  test('of an hour ago is better than none when the host is away; with no token there is none', async () => {
    const { account, scm, clock, hosts } = setUp();
    await account();
    await clock.advance(2 * 60 * MINUTE);
    scm.fault = new AoError('FORGE_UNAVAILABLE');
    expect(await account()).toMatchObject({ login: 'ana' });
    hosts.missed(HOST, new AoError('FORGE_TOKEN_MISSING'));
    scm.fault = new AoError('FORGE_TOKEN_MISSING');
    expect(await account()).toBeNull();
  });
});

describe('what goes wrong with a host', () => {
  test.each([
    ['FORGE_TOKEN_MISSING', 'no_token', 1, 60_000],
    ['FORGE_TOKEN_REFUSED', 'refused', 1, 60_000],
    ['FORGE_UNAVAILABLE', 'unreachable', 0, null],
    ['FORGE_ANSWER_INVALID', 'untried', 0, null],
    ['FORGE_FORBIDDEN', 'untried', 0, null],
  ] as const)('%s: it is %s, with %i notices, and held back for %s ms', (code, sight, notices, heldMs) => {
    const world = setUp();
    for (let time = 0; time < 3; time += 1) world.hosts.missed(HOST, new AoError(code, { message: 'Why.' }));
    expect(world.view()?.sight ?? 'untried').toBe(sight);
    expect(world.notices.raised.length).toBe(notices);
    const until = world.hosts.notBefore(HOST);
    expect(until === null ? null : until - world.clock.now()).toBe(heldMs);
    expect(world.logger.lines.length).toBeLessThanOrEqual(1);
  });

  test('a limit holds until the host says, but never for longer than an hour from now', () => {
    const world = setUp();
    const limited = (inMs: number) => new AoError('FORGE_RATE_LIMITED', { details: { retryAt: world.clock.now() + inMs } });
    world.hosts.missed(HOST, limited(10 * MINUTE));
    expect(world.hosts.notBefore(HOST)).toBe(world.clock.now() + 10 * MINUTE);
    // The clock was set back by a day.
    world.hosts.missed(HOST, limited(24 * 60 * MINUTE));
    expect(world.hosts.notBefore(HOST)).toBe(world.clock.now() + 60 * MINUTE);
  });

  test('is over with the first answer; what was told is taken back', async () => {
    const world = setUp();
    world.hosts.missed(HOST, new AoError('FORGE_TOKEN_MISSING'));
    await world.clock.advance(1_000);
    world.hosts.saw(HOST);
    expect(world.view()).toMatchObject({ sight: 'seeing', message: null, since: world.clock.now() });
    expect([world.notices.withdrawn, world.hosts.notBefore(HOST)]).toEqual([[world.notices.raised[0]?.key], null]);
  });

  test('is tried again when a person asks, but for a limit', () => {
    const world = setUp();
    world.hosts.missed(HOST, new AoError('FORGE_TOKEN_MISSING'));
    world.hosts.retry();
    expect(world.hosts.notBefore(HOST)).toBeNull();
    world.hosts.missed(HOST, new AoError('FORGE_RATE_LIMITED', { details: { retryAt: world.clock.now() + MINUTE } }));
    world.hosts.retry();
    expect(world.hosts.notBefore(HOST)).not.toBeNull();
  });

  test('a token that is passed over after it was refused is still a refused one', () => {
    const world = setUp();
    world.hosts.missed(HOST, new AoError('FORGE_TOKEN_REFUSED'));
    world.hosts.missed(HOST, new AoError('FORGE_TOKEN_MISSING'));
    expect([world.view()?.sight, world.notices.raised.length]).toEqual(['refused', 1]);
  });
});
