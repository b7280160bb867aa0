import { expect, test } from 'vitest';
import { sampleMessage, endedSession, sampleSession } from '../__fixtures__/sample-records.ts';
import { sampleCalls, sampledRoutes } from '../__fixtures__/sample-calls.ts';
import { createTestApi, sessionToken, type TestApi } from '../__fixtures__/test-api.ts';

/** Puts the session into the state in which every sample call succeeds. */
function prepare(api: TestApi, operationId: string, sessionId: string): void {
  api.sessions.putMessage(sampleMessage(`m-${sessionId}`, sessionId));
  if (operationId === 'restoreSession') api.sessions.put(endedSession(sessionId));
  const session = sampleSession(sessionId);
  if (operationId === 'undoCleanup') api.sessions.put({ ...session, workspace: { ...session.workspace, state: 'rescued' } });
}

async function outcome(operationId: string, target: string, token: string | null): Promise<string> {
  const api = createTestApi();
  prepare(api, operationId, target);
  const call = sampleCalls(target)[operationId];
  if (call === undefined) throw new Error(`There is no sample call for ${operationId}.`);
  const answer = await api.call(call.path, { ...call, token });
  return answer.status < 300 ? 'yes' : answer.body.code;
}

const OPERATIONS = sampledRoutes('shop-1').map(({ route }) => route.operationId);

test.each(OPERATIONS)('the person at the keyboard may %s', async (operationId) => {
  const api = createTestApi();
  expect(await outcome(operationId, 'shop-1', undefined as never)).toBe('yes');
  expect(api.logger.lines).toEqual([]);
});

test.each(OPERATIONS)(
  'without a token, %s answers TOKEN_MISSING unless it is a health check or proves itself otherwise',
  async (operationId) => {
    const isOpen = ['getHealth', 'getReadiness', 'receiveGithubWebhook'].includes(operationId);
    expect(await outcome(operationId, 'shop-1', null)).toBe(isOpen ? 'yes' : 'TOKEN_MISSING');
    expect(await outcome(operationId, 'shop-1', 'a-guess')).toBe(isOpen ? 'yes' : 'TOKEN_INVALID');
  },
);

/**
 * What agents may do. Columns: an agent of a project whose agents may not command, about its own session and its neighbour's; one of a
 * project whose agents may, about its own, its neighbour's, and a session of another project.
 */
const MATRIX: Readonly<Record<string, string>> = {
  getHealth: 'yes yes yes yes yes',
  getReadiness: 'yes yes yes yes yes',
  shutdownDaemon: 'no no no no no',
  getDaemonStatus: 'yes yes yes yes yes',
  runDoctor: 'no no no no no',
  listAgents: 'yes yes yes yes yes',
  getOpenApi: 'yes yes yes yes yes',
  listProjects: 'yes yes yes yes yes',
  addProject: 'no no no no no',
  getProject: 'yes yes yes yes no',
  setProjectConfig: 'no no no no no',
  removeProject: 'no no no no no',
  listSessions: 'yes yes yes yes no',
  spawnSession: 'no no yes yes no',
  listIssues: 'yes yes yes yes no',
  getIssue: 'yes yes yes yes no',
  getIssueIntake: 'yes yes yes yes no',
  spawnBatch: 'no no yes yes no',
  listPullRequests: 'yes yes yes yes yes',
  getPullRequest: 'yes yes yes yes no',
  explainPullRequest: 'yes yes yes yes no',
  claimPullRequest: 'yes no yes yes no',
  releasePullRequest: 'no no yes yes no',
  mergePullRequest: 'no no no no no',
  resolveReviewThreads: 'no no yes yes no',
  retryReactions: 'no no yes yes no',
  lookAtPullRequests: 'no no yes yes no',
  getSessionReactions: 'yes no yes yes no',
  changeSessionReactions: 'no no yes yes no',
  cleanupSessions: 'no no no no no',
  getAttachCommand: 'no no no no no',
  getSession: 'yes no yes yes no',
  renameSession: 'no no yes yes no',
  restoreSession: 'no no yes yes no',
  killSession: 'no no yes yes no',
  undoCleanup: 'no no no no no',
  reportActivity: 'yes no yes no no',
  answerRequest: 'no no no no no',
  explainSession: 'yes no yes yes no',
  waitForSession: 'yes no yes yes no',
  getSessionOutput: 'yes no yes yes no',
  getSessionScreen: 'yes no yes yes no',
  getSessionChanges: 'yes no yes yes no',
  getSessionDiff: 'yes no yes yes no',
  listMessages: 'yes no yes yes no',
  sendMessage: 'no no yes yes no',
  listReports: 'yes no yes yes no',
  createReport: 'yes no yes no no',
  getReport: 'yes no yes yes no',
  answerQuestion: 'no no no yes no',
  confirmAnswer: 'yes no yes no no',
  startOrchestrator: 'no no no no no',
  listOrchestrators: 'yes yes yes yes no',
  delegateTask: 'no no no no no',
  getMessage: 'yes no yes yes no',
  listNotices: 'no no no no no',
  markNoticesRead: 'no no no no no',
  testOutlets: 'no no no no no',
  receiveGithubWebhook: 'yes yes yes yes yes',
  setUpGithubWebhook: 'no no no no no',
};

test.each(OPERATIONS)('agents and %s', async (operationId) => {
  const columns = [
    await outcome(operationId, 'shop-1', sessionToken('shop-1')),
    await outcome(operationId, 'shop-2', sessionToken('shop-1')),
    await outcome(operationId, 'api-1', sessionToken('api-1')),
    await outcome(operationId, 'api-2', sessionToken('api-1')),
    await outcome(operationId, 'shop-1', sessionToken('api-1')),
  ];
  expect(columns.map((column) => (column === 'TOKEN_SCOPE' ? 'no' : column)).join(' ')).toBe(MATRIX[operationId]);
});

test('an agent that may command cannot reach around its own permissions', async () => {
  const api = createTestApi();
  const token = sessionToken('api-1');
  for (const body of [
    { projectId: 'api', permissionMode: 'bypass-permissions' },
    { projectId: 'api', agent: 'command', command: ['sh'] },
    { projectId: 'api', command: ['sh'] },
    { projectId: 'api', kind: 'orchestrator' },
  ]) {
    const answer = await api.call('/api/v1/sessions', { method: 'POST', body, token });
    expect(answer.body.code).toBe('TOKEN_SCOPE');
  }
  expect(api.sessions.spawned).toEqual([]);
});

test('agents see the projects and sessions of their project only', async () => {
  const api = createTestApi();
  const projects = await api.call('/api/v1/projects', { token: sessionToken('shop-1') });
  const sessions = await api.call('/api/v1/sessions', { token: sessionToken('shop-1') });
  expect(projects.body.projects.map((project: { id: string }) => project.id)).toEqual(['shop']);
  expect(sessions.body.sessions.map((session: { id: string }) => session.id)).toEqual(['shop-1', 'shop-2']);
});

test('an agent may follow a message it sent to a neighbour', async () => {
  const api = createTestApi();
  api.sessions.putMessage(sampleMessage('m-9', 'shop-2', { sender: { kind: 'session', sessionId: sampleSession('shop-1').id } }));
  expect((await api.call('/api/v1/messages/m-9', { token: sessionToken('shop-1') })).status).toBe(200);
  expect((await api.call('/api/v1/messages/m-9', { token: sessionToken('shop-3') })).body.code).toBe('TOKEN_SCOPE');
});

test('who sent a message is told by the token', async () => {
  const api = createTestApi();
  const call = { method: 'POST', body: { text: 'hello' } };
  const byPerson = await api.call('/api/v1/sessions/api-2/messages', call);
  const byAgent = await api.call('/api/v1/sessions/api-2/messages', { ...call, token: sessionToken('api-1') });
  expect(byPerson.body.message.sender).toEqual({ kind: 'person' });
  expect(byAgent.body.message.sender).toEqual({ kind: 'session', sessionId: 'api-1' });
});
