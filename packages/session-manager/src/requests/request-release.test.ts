import type { AgentName, AgentRequest, LaunchId, SessionId, SessionRecord } from '@ao/domain';
import type { LifecycleEvent } from '@ao/lifecycle';
import type { AgentContact, AgentReleaseRequest, AgentV1 } from '@ao/ports';
import { createRecordingLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { createRequestRelease } from './request-release.ts';

const LAUNCH = 'l-1' as LaunchId;
const session = { id: 'shop-1' as SessionId, agent: 'asking' as AgentName, launch: { id: LAUNCH } } as SessionRecord;
const request = (id: string, channel: string | null = `${id}.answer`): AgentRequest => {
  return { id, kind: 'permission', tool: null, input: null, text: id, choices: [], askedAt: 1, channel };
};

function createWorld(fails = false) {
  const listeners = new Set<(event: LifecycleEvent) => void>();
  const released: string[] = [];
  const releaseRequest = async ({ launchId, request: over }: AgentReleaseRequest) => {
    if (fails) throw new Error('no such pipe');
    released.push(`${launchId} ${over.id}`);
  };
  const agents = new Map([
    ['asking', { releaseRequest } as unknown as AgentV1],
    ['silent', {} as AgentV1],
  ]);
  const logger = createRecordingLogger();
  const onReaction = (listener: (event: LifecycleEvent) => void) => {
    listeners.add(listener);
    return { close: () => void listeners.delete(listener) };
  };
  const contact = async (record: SessionRecord) => ({ launchId: record.launch?.id }) as AgentContact;
  const stop = new AbortController();
  const ended = createRequestRelease({ lifecycle: { onReaction }, agents, contact, logger }).run(stop.signal);
  const over = (requests: readonly AgentRequest[], record: SessionRecord = session, launchId = LAUNCH) => {
    const reactions = requests.map((each) => ({ type: 'request_over', launchId, request: each }) as const);
    for (const listener of listeners) listener({ sessionId: record.id, record, reactions });
  };
  const end = async () => {
    stop.abort();
    await ended;
  };
  return { released, logger, listeners, over, end };
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

test('a failure is written down and disturbs nobody', async () => {
  const { logger, over, end } = createWorld(true);
  over([request('a'), request('b')]);
  await end();
  expect(logger.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual(
    Array(2).fill('warn: A request that is over could not be released'),
  );
});
