import type { StubAnswer } from './stub-home.ts';

/** What a daemon from before `resources` answered, word for word but for its paths. */
const REFUSAL = {
  type: 'urn:ao:error:INVALID_REQUEST',
  title: 'A field of the request has the wrong type or value.',
  status: 400,
  detail: 'The query is not right: Unrecognized key: "resources".',
  code: 'INVALID_REQUEST',
  kind: 'bad_request',
  requestId: '91bcb232-48d9-4eb7-890d-2f80e434ca50',
  details: { in: 'query', issues: [{ path: '', message: 'Unrecognized key: "resources"' }] },
};

const SESSION = {
  id: 'shop-1',
  projectId: 'shop',
  number: 1,
  kind: 'worker',
  agent: 'command',
  runtime: 'pty-host',
  permissionMode: 'default',
  model: null,
  command: ['/bin/sh', '-c', 'echo hi; sleep 20'],
  issueId: null,
  prompt: null,
  createdAt: 1795395155489,
  displayName: null,
  updatedAt: 1795395155702,
  phase: 'live',
  phaseDeadlineAt: null,
  workspace: {
    state: 'present',
    repositoryPath: '/code/shop',
    path: '/home/ada/.ao/worktrees/shop/shop-1',
    branch: 'ao/shop-1/work',
    baseRef: 'master',
    baseCommit: '1527f2cda5d79d8c5a58eb06251d9922b6c2959c',
    rescueRef: null,
    setup: 'none',
    setupMessage: null,
  },
  launch: {
    id: 'l-d363747b0b0e42a529db',
    attempt: 1,
    state: 'ready',
    startedAt: 1795395155554,
    deadlineAt: 1795395185554,
    readyAt: 1795395155692,
    handle: 'pty-host:shop-1/l-d363747b0b0e42a529db',
    process: { pid: 14367, startTime: '3612152', bootId: '4bfaaded-2829-4a2e-981c-ceea89dabe2c' },
    expectsSignals: false,
    firstSignalAt: null,
    lastSignalAt: null,
    lastOutputAt: 1795395155680,
  },
  activity: {
    state: 'unknown',
    since: 1795395155554,
    evidenceAt: 1795395155554,
    source: 'launch',
    detail: null,
    correlationId: null,
  },
  requests: [],
  exit: null,
  end: null,
  agentSessionId: null,
  status: 'unknown',
  reason: {
    rule: 'agent_does_not_report',
    text: 'Its process runs; this agent does not report what it does; its screen last changed 0 s ago.',
    facts: [{ name: 'process', value: 'running, pid 14367', source: 'process', at: 1795395155554, ageMs: 150 }],
    nextStep: null,
  },
  isTerminated: false,
  pullRequests: [],
  openMessages: 0,
  needs: null,
};

/** Answers questions about sessions as a daemon of a former version does: it refuses parameters it does not know. */
export const olderDaemon: StubAnswer = ({ query, path }, response) => {
  if (!('resources' in query)) return path === '/sessions' ? { sessions: [SESSION] } : { session: SESSION };
  response.writeHead(400, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify(REFUSAL));
  return undefined;
};
