import type { AgentName, AgentRequest, LaunchId, SessionEnd, SessionId, SessionRecord } from '@ao/domain';
import type { LifecycleEvent } from '@ao/lifecycle';
import type { AgentContact, AgentReleaseRequest, AgentV1, SpooledHook } from '@ao/ports';
import { createRecordingLogger } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { createRequestRelease } from './request-release.ts';

const LAUNCH = 'l-1' as LaunchId;
const session = { id: 'shop-1' as SessionId, agent: 'asking' as AgentName, launch: { id: LAUNCH } } as SessionRecord;
const request = (id: string, channel: string | null = `${id}.answer`): AgentRequest => {
  return { id, kind: 'permission', tool: null, input: null, text: id, choices: [], askedAt: 1, channel };
};

function createWorld(fails = false, unread: readonly SpooledHook[] | Error = []) {
  const listeners = new Set<(event: LifecycleEvent) => void>();
  const released: string[] = [];
  const releaseRequest = async ({ launchId, request: over }: AgentReleaseRequest) => {
    if (fails) throw new Error('no such pipe');
    released.push(`${launchId} ${over.id}`);
  };
  const interpretHook = ({ payload, answerChannel }: SpooledHook) =>
    payload === 'alive' ? [{ type: 'alive' }] : [{ type: 'activity', state: 'blocked', request: request(payload, answerChannel ?? null) }];
  const spool = {
    async read() {
      if (unread instanceof Error) throw unread;
      return unread;
    },
  };
  const agents = new Map([
    ['asking', { releaseRequest, interpretHook } as unknown as AgentV1],
    ['silent', {} as AgentV1],
  ]);
  const logger = createRecordingLogger();
  const onReaction = (listener: (event: LifecycleEvent) => void) => {
    listeners.add(listener);
    return { close: () => void listeners.delete(listener) };
  };
  const contact = async (record: SessionRecord) => ({ launchId: record.launch?.id }) as AgentContact;
  const stop = new AbortController();
  const ended = createRequestRelease({ lifecycle: { onReaction }, agents, contact, spool, logger }).run(stop.signal);
  const over = (requests: readonly AgentRequest[], record: SessionRecord = session, launchId = LAUNCH) => {
    const reactions = requests.map((each) => ({ type: 'request_over', launchId, request: each }) as const);
    for (const listener of listeners) listener({ sessionId: record.id, record, reactions });
  };
  const ends = () => {
    const ended = { type: 'session_ended', end: {} as SessionEnd, exit: null } as const;
    for (const listener of listeners) listener({ sessionId: session.id, record: session, reactions: [ended] });
  };
  const end = async () => {
    stop.abort();
    await ended;
  };
  return { released, logger, listeners, over, ends, end };
}

test('the agent of the launch is told of each request that is over', async () => {
  const { released, over, end, listeners } = createWorld();
  over([request('a'), request('b')]);
  await end();
  expect(released).toEqual(['l-1 a', 'l-1 b']);
  expect(listeners.size).toBe(0);
});

test.each<[string, Parameters<ReturnType<typeof createWorld>['over']>]>([
  ['a request nobody waits at', [[request('a', null)]]],
  ['one of an earlier launch', [[request('a')], session, 'l-0' as LaunchId]],
  ['one of an agent that lets nothing wait', [[request('a')], { ...session, agent: 'silent' as AgentName }]],
  ['one of an agent nobody knows any more', [[request('a')], { ...session, agent: 'gone' as AgentName }]],
])('nobody is told of %s', async (_what, given) => {
  const { released, over, end } = createWorld();
  over(...given);
  await end();
  expect(released).toEqual([]);
});

describe('with the end of a session', () => {
  const hook = (payload: string, answerChannel?: string, launchId = LAUNCH): SpooledHook => {
    return { sessionId: session.id, launchId, at: 1, payload, token: payload, ...(answerChannel === undefined ? {} : { answerChannel }) };
  };

  test('who asked while nobody read is let go of, and nobody else', async () => {
    const unread = [hook('alive'), hook('a', 'a.answer'), hook('b'), hook('c', 'c.answer', 'l-0' as LaunchId)];
    const { released, ends, end } = createWorld(false, unread);
    ends();
    await end();
    expect(released).toEqual(['l-1 a']);
  });

  test('a spool that cannot be read is written down', async () => {
    const { released, logger, ends, end } = createWorld(false, new Error('no such folder'));
    ends();
    await end();
    expect([released, logger.lines.map(({ message }) => message)]).toEqual([[], ['The hooks of an ended session could not be read']]);
  });
});

test('a failure is written down and disturbs nobody', async () => {
  const { logger, over, end } = createWorld(true);
  over([request('a'), request('b')]);
  await end();
  expect(logger.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual(
    Array(2).fill('warn: A request that is over could not be released'),
  );
});
