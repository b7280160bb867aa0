import { expect, test } from 'vitest';
import { renderMessage } from './message-receipts.ts';
import { renderSessions, type SessionLine, summariseSessions } from './session-table.ts';

const plain = (_tone: unknown, text: string): string => text;

const ALLOW_DENY = [
  { id: 'allow', label: 'Allow' },
  { id: 'deny', label: 'Deny' },
];

function session(change: Partial<SessionLine> = {}): SessionLine {
  return {
    id: 'shop-1',
    agent: 'claude-code',
    status: 'working',
    displayName: null,
    issueId: null,
    needs: null,
    openMessages: 0,
    activity: { since: 0, correlationId: null },
    requests: [],
    end: null,
    exit: null,
    workspace: { branch: 'ao/shop-1/work', setup: 'none', setupMessage: null },
    reason: { rule: 'activity_active', text: 'it has said nothing for 2 minutes', nextStep: null },
    kind: 'worker',
    done: null,
    questions: [],
    pullRequests: [],
    queue: null,
    resources: null,
    ...change,
  };
}

type Pull = SessionLine['pullRequests'][number];

function pull(number: number, note: Pull['note'] = null): Pull {
  return { number, state: 'open', note };
}

function lineOf(change: Partial<SessionLine>): string {
  return renderSessions([session(change)], { now: 120_000, paint: plain, width: null }).split('\n')[1] ?? '';
}

test('the issue a session works on has a column when there is one', () => {
  const table = renderSessions([session({ issueId: 'github.com/acme/shop#12' }), session({ id: 'shop-2' })], {
    now: 0,
    paint: plain,
    width: null,
  });
  expect(table.split('\n').map((line) => line.trimEnd())).toEqual([
    'SESSION  AGENT        STATUS   SINCE  ISSUE         BRANCH          NEEDS',
    'shop-1   claude-code  working  0s     acme/shop#12  ao/shop-1/work',
    'shop-2   claude-code  working  0s                   ao/shop-1/work',
  ]);
});

test('a session is one line that says what it does and since when', () => {
  expect(lineOf({})).toBe('shop-1   claude-code  working  2m     ao/shop-1/work');
});

test.each<[string, Partial<SessionLine>, RegExp]>([
  [
    'a dialog says what is asked and how to answer',
    { status: 'needs_input', needs: 'allow Bash: npm test?' },
    /needs you .*allow Bash: npm test\? {2}ao attach shop-1$/,
  ],
  [
    'a request that takes an answer says which',
    { status: 'needs_input', needs: 'allow Bash: npm test?', requests: [{ id: 'Bash:1', choices: ALLOW_DENY }] },
    /allow Bash: npm test\? {2}ao session answer shop-1 allow\|deny$/,
  ],
  [
    'of several requests the one in front is named',
    {
      status: 'needs_input',
      needs: 'allow Bash: b?',
      activity: { since: 0, correlationId: 'Bash:2' },
      requests: [
        { id: 'Bash:1', choices: ALLOW_DENY },
        { id: 'Bash:2', choices: ALLOW_DENY },
      ],
    },
    /ao session answer shop-1 allow\|deny --request Bash:2$/,
  ],
  ['an exit says its code', { status: 'exited', exit: { code: 3, signal: null } }, /ended with code 3  ao restore shop-1$/],
  ['an exit by signal names it', { status: 'exited', exit: { code: null, signal: 'SIGKILL' } }, /ended by SIGKILL  ao restore shop-1$/],
  [
    'an exit nobody saw does not invent a code',
    { status: 'exited', exit: { code: null, signal: null } },
    /ended, code unknown  ao restore shop-1$/,
  ],
  ['a failed spawn says why', { status: 'terminated', end: { at: 60_000, message: 'no space left' } }, /ended +1m .*no space left$/],
  [
    'a failed set-up is visible',
    { workspace: { branch: 'b', setup: 'failed', setupMessage: 'npm ci: exit 1' } },
    /set-up failed: npm ci: exit 1$/,
  ],
  ['an honest unknown says how to learn more', { status: 'unknown' }, /said nothing.*ao session explain shop-1$/],
  ['messages on their way are counted', { openMessages: 2 }, /2 messages to deliver$/],
  ['pull requests are named', { status: 'ci_failed', pullRequests: [pull(412)] }, /ci failed #412/],
  [
    'what the agent was told is counted',
    { status: 'ci_failed', pullRequests: [pull(412, { kind: 'ci', state: 'told', attempt: 1, of: 3 })] },
    /told the agent, 1 of 3$/,
  ],
  [
    'what needs a person comes first, with the way to learn more',
    {
      status: 'ci_failed',
      pullRequests: [
        pull(411, { kind: 'ci', state: 'told', attempt: 1, of: 3 }),
        pull(412, { kind: 'review', state: 'escalated', attempt: 3, of: 3 }),
      ],
    },
    /telling the agent about the review led nowhere: ao pr explain shop-1$/,
  ],
  [
    'a message that stalled is not called told',
    { status: 'ci_failed', pullRequests: [pull(412, { kind: 'ci', state: 'stalled', attempt: 1, of: 3 })] },
    /may not have got the message about checks: ao pr explain shop-1$/,
  ],
  [
    'what is over needs nothing',
    { pullRequests: [{ ...pull(412, { kind: 'ci', state: 'told', attempt: 1, of: 3 }), state: 'merged' }] },
    /ao\/shop-1\/work$/,
  ],
  ['a status of a newer daemon is shown as it came', { status: 'paused' }, /paused/],
])('%s', (_name, change, expected) => {
  expect(lineOf(change)).toMatch(expected);
});

test('the summary counts what runs, what waits and what ended', () => {
  const live = { isTerminated: false };
  expect(
    summariseSessions([
      { status: 'working', ...live },
      { status: 'needs_input', ...live },
    ]),
  ).toBe('2 running, 1 waits for you.');
  expect(summariseSessions([{ status: 'terminated', isTerminated: true }])).toBe('0 running, 1 ended.');
});

test('a receipt tells the way of a message, and shows the screen when it did not arrive', () => {
  const receipts = [
    { state: 'queued', at: 0, evidence: 'stored', screen: null },
    { state: 'typing', at: 100, evidence: 'first byte written', screen: null },
    { state: 'stalled', at: 1400, evidence: 'no confirmation', screen: '> Use it\n' },
  ];
  const text = renderMessage({ id: 'm-1', sessionId: 'shop-1', state: 'stalled', submittedWhileBusy: true, receipts }, plain);
  expect(text).toBe('shop-1  m-1  queued → typing → stalled, while it was busy (1.4 s)  no confirmation\n  │ > Use it');
});

const PLACE = { position: 2, heldBy: 'machine_limit', text: '5 of 5 sessions run (AO_MAX_RUNNING).' };

test('a session that waits for a place shows which one, and why', () => {
  expect(lineOf({ status: 'queued', queue: PLACE, workspace: { branch: null, setup: 'none', setupMessage: null } })).toMatch(
    /queued .*place 2: 5 of 5 sessions run \(AO_MAX_RUNNING\)$/,
  );
});

test('what sessions use has columns of its own when it was measured', () => {
  const used = { cpuPercent: 12.4, memoryBytes: 812 * 1024 ** 2, processes: 5 };
  const table = renderSessions([session({ resources: used }), session({ id: 'shop-2' })], { now: 120_000, paint: plain, width: null });
  expect(table.split('\n')).toEqual([
    'SESSION  AGENT        STATUS   SINCE  CPU  MEM   BRANCH          NEEDS',
    'shop-1   claude-code  working  2m     12%  812M  ao/shop-1/work',
    'shop-2   claude-code  working  2m                ao/shop-1/work',
  ]);
  const narrow = renderSessions([session({ resources: used })], { now: 120_000, paint: plain, width: 80 });
  expect(narrow).not.toContain('CPU');
});

test('sessions that wait for a place are counted apart from those that run', () => {
  const line = (status: string) => ({ status, isTerminated: false });
  expect(summariseSessions([line('working'), line('needs_input'), line('queued'), { status: 'exited', isTerminated: true }])).toBe(
    '2 running, 1 waits for you, 1 queued, 1 ended.',
  );
});
