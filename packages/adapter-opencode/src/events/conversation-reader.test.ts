import type { AgentSignal } from '@ao/ports';
import { array, assert, constantFrom, oneof, property, record, shuffledSubarray, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createConversationReader, type PresentState } from './conversation-reader.ts';
import { type OpencodeEvent, readOpencodeEvent } from './opencode-event.ts';
import { requestOfPermission } from './opencode-requests.ts';

const NOW = 1_795_371_780_539;
const ROOT = 'ses_root';
const CHILD = 'ses_child';

const NOTHING: PresentState = {
  at: NOW,
  conversationId: null,
  isUntouched: false,
  childIds: [],
  status: { type: 'idle' },
  requests: [],
  messages: [],
};

function event(type: string, properties: unknown): OpencodeEvent {
  const read = readOpencodeEvent(JSON.stringify({ type, properties }));
  if (read === null) throw new Error(`no event: ${type}`);
  return read;
}

const created = (id: string, parentID?: string) =>
  event('session.created', { info: { id, ...(parentID === undefined ? {} : { parentID }) } });
const status = (type: string, sessionID = ROOT, more = {}) => event('session.status', { sessionID, status: { type, ...more } });
const message = (id: string, sessionID = ROOT, role = 'user', at = NOW) =>
  event('message.updated', { info: { id, sessionID, role, time: { created: at } } });
const words = (messageID: string, text: string, sessionID = ROOT, more = {}) =>
  event('message.part.updated', { part: { messageID, sessionID, type: 'text', text, ...more } });
const asked = (id: string, sessionID = ROOT) =>
  event('permission.asked', { id, sessionID, permission: 'bash', patterns: ['ls'], metadata: { command: 'ls' }, always: [] });
const replied = (requestID: string, sessionID = ROOT) => event('permission.replied', { requestID, sessionID, reply: 'once' });
const error = (name: string, data: object = {}) => event('session.error', { sessionID: ROOT, error: { name, data } });
const heartbeat = event('server.heartbeat', {});

function names(signals: readonly AgentSignal[]): readonly string[] {
  return signals.flatMap((signal) => {
    if (signal.type === 'alive') return [];
    return [signal.type === 'activity' ? `${signal.state}${signal.turnBoundary ? '!' : ''}` : signal.type];
  });
}

function told(
  events: readonly OpencodeEvent[],
  present: PresentState = NOTHING,
  options = { answersItself: false },
): readonly AgentSignal[] {
  const reader = createConversationReader(options);
  return [...reader.begin(present), ...events.flatMap((each) => reader.take(each, NOW + 1))];
}

const turn = [created(ROOT), message('m1'), words('m1', 'hello'), status('busy')];

test.each<[string, readonly OpencodeEvent[], readonly string[]]>([
  ['nothing yet', [], []],
  ['a turn', [...turn, status('busy'), status('idle'), status('idle')], ['conversation', 'prompt_submitted', 'active!', 'idle!']],
  [
    'a message told of again',
    [...turn, message('m1'), words('m1', 'hello'), status('idle'), message('m1')],
    ['conversation', 'prompt_submitted', 'active!', 'idle!'],
  ],
  ['words of others', [created(ROOT), message('m1', ROOT, 'assistant'), words('m1', 'hi'), words('m9', 'hi')], ['conversation']],
  [
    'words the program adds',
    [created(ROOT), message('m1'), words('m1', 'x', ROOT, { synthetic: true }), words('m1', 'real')],
    ['conversation', 'prompt_submitted'],
  ],
  [
    'a permission',
    [...turn, asked('p1'), status('busy'), replied('p1')],
    ['conversation', 'prompt_submitted', 'active!', 'blocked', 'request_cleared'],
  ],
  ['a reply to nothing', [...turn, replied('p9')], ['conversation', 'prompt_submitted', 'active!']],
  [
    'an interrupt',
    [...turn, error('MessageAbortedError'), status('idle'), status('idle')],
    ['conversation', 'prompt_submitted', 'active!', 'idle!'],
  ],
  [
    'a missing login',
    [...turn, error('ProviderAuthError'), status('idle'), status('idle')],
    ['conversation', 'prompt_submitted', 'active!', 'blocked!'],
  ],
  [
    'tries',
    [...turn, status('retry', ROOT, { attempt: 1, message: 'x' }), status('busy'), status('idle')],
    ['conversation', 'prompt_submitted', 'active!', 'active', 'active', 'idle!'],
  ],
  [
    'a sub-agent',
    [...turn, created(CHILD, ROOT), message('m2', CHILD), words('m2', 'do', CHILD), status('busy', CHILD), status('idle', CHILD)],
    ['conversation', 'prompt_submitted', 'active!'],
  ],
  [
    'what a sub-agent asks',
    [...turn, created(CHILD, ROOT), asked('p1', CHILD), replied('p1', CHILD)],
    ['conversation', 'prompt_submitted', 'active!', 'blocked', 'request_cleared'],
  ],
  [
    'another conversation',
    [...turn, status('idle'), created('ses_b'), message('m2', 'ses_b'), words('m2', 'new', 'ses_b'), status('busy', 'ses_b')],
    ['conversation', 'prompt_submitted', 'active!', 'idle!', 'conversation', 'prompt_submitted', 'active!'],
  ],
  [
    'a conversation nobody knows',
    [...turn, message('m2', 'ses_x'), words('m2', 'x', 'ses_x')],
    ['conversation', 'prompt_submitted', 'active!'],
  ],
])('%s', (_what, events, expected) => {
  expect(names(told(events))).toEqual(expected);
});

test('a prompt sent while something is asked does not take the question away', () => {
  const signals = told([...turn, asked('p1'), message('m2'), words('m2', 'hurry')]);
  expect(names(signals).slice(-2)).toEqual(['prompt_submitted', 'blocked']);
});

test('a heartbeat says again that it works, unless a person is awaited', () => {
  expect(names(told([...turn, heartbeat])).slice(3)).toEqual(['active']);
  expect(names(told([...turn, asked('p1'), heartbeat])).slice(3)).toEqual(['blocked']);
  expect(names(told([...turn, status('idle'), heartbeat])).slice(3)).toEqual(['idle!']);
  expect(names(told([...turn, error('APIError'), status('idle'), heartbeat, heartbeat])).slice(3)).toEqual(['idle!']);
});

test('the end of a turn ends what it asked', () => {
  expect(names(told([...turn, asked('p1'), status('idle'), replied('p1'), message('m2'), words('m2', 'on')])).slice(3)).toEqual([
    'blocked',
    'idle!',
    'prompt_submitted',
  ]);
});

describe('a terminal that answers by itself', () => {
  const itself = { answersItself: true };

  test('asks nobody, unless the request still stands open at a heartbeat', () => {
    expect(names(told([...turn, asked('p1'), replied('p1'), heartbeat], NOTHING, itself)).slice(3)).toEqual(['active']);
    const late = told([...turn, asked('p1'), heartbeat, heartbeat, replied('p1')], NOTHING, itself);
    expect(names(late).slice(3)).toEqual(['blocked', 'request_cleared']);
  });
});

describe('the present state', () => {
  const message1 = {
    info: { id: 'm1', sessionID: ROOT, role: 'user', time: { created: NOW - 500 } },
    parts: [{ messageID: 'm1', sessionID: ROOT, type: 'text', text: 'hello' }],
  };
  const request = requestOfPermission({ id: 'p1', sessionID: ROOT, permission: 'bash', patterns: [], metadata: {}, always: [] }, NOW);
  const busy: PresentState = {
    ...NOTHING,
    conversationId: ROOT,
    childIds: [CHILD],
    status: { type: 'busy' },
    requests: [request],
    messages: [message1],
  };

  test('tells prompts that were missed with their own time, then the state as a boundary, then what is asked', () => {
    const signals = told([], busy);
    expect(names(signals)).toEqual(['conversation', 'launch', 'prompt_submitted', 'active!', 'blocked']);
    expect(signals.find(({ type }) => type === 'prompt_submitted')).toMatchObject({ at: NOW - 500, text: 'hello' });
  });

  test('is not repeated by the events that were collected meanwhile', () => {
    expect(names(told([message('m1'), words('m1', 'hello'), status('busy'), replied('p1'), status('idle')], busy)).slice(5)).toEqual([
      'request_cleared',
      'idle!',
    ]);
  });
});

const anyEvent = oneof(
  constantFrom(...turn, created(CHILD, ROOT), created('ses_b'), status('idle'), status('retry'), status('busy', CHILD), heartbeat),
  constantFrom(
    asked('p1'),
    asked('p2', CHILD),
    replied('p1'),
    replied('p2', CHILD),
    error('APIError', { statusCode: 401 }),
    error('MessageAbortedError'),
  ),
  tuple(constantFrom('m1', 'm2', 'm3'), constantFrom(ROOT, CHILD, 'ses_b')).map(([id, session]) => message(id, session)),
  record({ id: constantFrom('m1', 'm2', 'm3'), text: string() }).map(({ id, text }) => words(id, text)),
);

test('in whatever order events come: nothing is told twice, nothing is cleared that was not asked, rest is told once', () => {
  assert(
    property(array(anyEvent, { maxLength: 60 }), (events) => {
      const signals = told(events);
      const open = new Set<string | null>();
      const prompts = signals.filter(({ type }) => type === 'prompt_submitted').length;
      expect(prompts).toBeLessThanOrEqual(3);
      let rest: string | null = null;
      for (const signal of signals) {
        expect(signal.at).toBeLessThanOrEqual(NOW + 1);
        if (signal.type === 'request_cleared') expect(open.delete(signal.correlationId)).toBe(true);
        if (signal.type === 'conversation') rest = null;
        if (signal.type !== 'activity') continue;
        if (signal.request !== undefined) open.add(signal.request.id);
        if (signal.state === 'idle') expect(rest).not.toBe('idle');
        if (signal.turnBoundary) rest = signal.state;
      }
    }),
  );
});

test('events of plugins, and others that tell nothing, may stand anywhere between', () => {
  const noise = ['plugin.added', 'catalog.updated', 'message.part.delta', 'session.diff'].map((type) =>
    JSON.stringify({ id: 'evt_1', type, properties: {} }),
  );
  assert(
    property(shuffledSubarray(noise), (mixed) => {
      expect(mixed.map((data) => readOpencodeEvent(data))).toEqual(mixed.map(() => null));
    }),
  );
});

describe('a prompt that a follower finds before the server has taken it up', () => {
  const words = [{ id: 'prt1', messageID: 'm1', sessionID: ROOT, type: 'text', text: 'hello' }];
  const prompt = { info: { id: 'm1', sessionID: ROOT, role: 'user', time: { created: NOW - 5 } }, parts: words };
  const answer = { info: { id: 'm2', sessionID: ROOT, role: 'assistant', time: { created: NOW - 1 } }, parts: [] };
  const found = (messages: PresentState['messages']): PresentState => ({ ...NOTHING, conversationId: ROOT, messages });

  test('is not called a turn that is over', () => {
    expect(names(told([], found([prompt])))).toEqual(['conversation', 'launch', 'prompt_submitted']);
    expect(names(told([status('busy'), status('idle')], found([prompt])))).toEqual([
      'conversation',
      'launch',
      'prompt_submitted',
      'active!',
      'idle!',
    ]);
  });

  test('nor is a conversation that has no prompt yet', () => {
    const turnOf = [
      message('m2'),
      event('message.part.updated', { part: { messageID: 'm2', sessionID: ROOT, type: 'text', text: 'hello' } }),
      status('busy'),
      status('idle'),
    ];
    expect(names(told(turnOf, { ...found([]), isUntouched: true }))).toEqual([
      'conversation',
      'launch',
      'prompt_submitted',
      'active!',
      'idle!',
    ]);
    expect(names(told([heartbeat], { ...found([]), isUntouched: true }))).toEqual(['conversation', 'launch', 'idle!']);
  });

  test('a conversation that was taken up again rests at once', () => {
    expect(names(told([], found([])))).toEqual(['conversation', 'launch', 'idle!']);
  });

  test('does not keep the agent from resting: the next heartbeat knows', () => {
    expect(names(told([heartbeat], found([prompt])))).toEqual(['conversation', 'launch', 'prompt_submitted', 'idle!']);
    expect(names(told([], found([prompt, answer])))).toEqual(['conversation', 'launch', 'prompt_submitted', 'idle!']);
  });
});
