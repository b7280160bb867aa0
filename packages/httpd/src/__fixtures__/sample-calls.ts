import type { HttpRoute } from '../app/http-route.ts';
import { HTTP_ROUTES } from '../routes/http-routes.ts';
import type { TestRequest } from './test-api.ts';

/** A call of a route that succeeds against the services of the test API. */
export interface SampleCall extends TestRequest {
  readonly path: string;
}

/** One successful call of each JSON route, about the given session of the test API. */
export function sampleCalls(sessionId: string): Readonly<Record<string, SampleCall>> {
  const projectId = sessionId.replace(/-\d+$/, '');
  const session = `/api/v1/sessions/${sessionId}`;
  return {
    getHealth: { path: '/healthz' },
    getReadiness: { path: '/readyz' },
    shutdownDaemon: { path: '/shutdown', method: 'POST' },
    getDaemonStatus: { path: '/api/v1/status' },
    runDoctor: { path: '/api/v1/doctor' },
    listAgents: { path: '/api/v1/agents' },
    getOpenApi: { path: '/api/v1/openapi.json' },
    listProjects: { path: '/api/v1/projects' },
    addProject: { path: '/api/v1/projects', method: 'POST', body: { path: '/code/blog' } },
    getProject: { path: `/api/v1/projects/${projectId}` },
    setProjectConfig: { path: `/api/v1/projects/${projectId}/config`, method: 'PUT', body: { config: { agent: 'codex' } } },
    removeProject: { path: `/api/v1/projects/${projectId}?force=true`, method: 'DELETE' },
    listSessions: { path: `/api/v1/sessions?project=${projectId}` },
    spawnSession: { path: '/api/v1/sessions', method: 'POST', body: { projectId, prompt: 'Fix it' } },
    listIssues: { path: `/api/v1/projects/${projectId}/issues?q=label%3Abug&limit=5` },
    getIssue: { path: `/api/v1/projects/${projectId}/issues/acme%2Fshop%2312?comments=3` },
    getIssueIntake: { path: `/api/v1/projects/${projectId}/issue-intake` },
    spawnBatch: { path: '/api/v1/sessions/batch', method: 'POST', body: { projectId, items: [{ issue: '#12' }, { prompt: 'Fix it' }], execute: true } },
    listPullRequests: { path: `/api/v1/pull-requests?session=${sessionId}&includeEnded=true` },
    getPullRequest: { path: `/api/v1/pull-requests/${sessionId}` },
    explainPullRequest: { path: `/api/v1/pull-requests/${sessionId}/explain` },
    claimPullRequest: { path: `${session}/pull-requests`, method: 'POST', body: { pullRequest: '#412' } },
    releasePullRequest: { path: `/api/v1/pull-requests/${sessionId}/release`, method: 'POST' },
    mergePullRequest: { path: `/api/v1/pull-requests/${sessionId}/merge`, method: 'POST', body: { expectedHead: 'c0ffee', method: 'squash' } },
    resolveReviewThreads: { path: `/api/v1/pull-requests/${sessionId}/resolve`, method: 'POST', body: { threads: ['github.com:T_1'] } },
    retryReactions: { path: `/api/v1/pull-requests/${sessionId}/retry`, method: 'POST', body: { kinds: ['ci'] } },
    lookAtPullRequests: { path: '/api/v1/pull-requests/look', method: 'POST', body: { pullRequest: sessionId } },
    getSessionReactions: { path: `${session}/reactions` },
    changeSessionReactions: { path: `${session}/reactions`, method: 'POST', body: { muted: true, kinds: ['ci'] } },
    cleanupSessions: { path: '/api/v1/sessions/cleanup', method: 'POST', body: { execute: true } },
    getSession: { path: session },
    renameSession: { path: session, method: 'PATCH', body: { displayName: 'Cart rounding' } },
    restoreSession: { path: `${session}/restore`, method: 'POST' },
    killSession: { path: `${session}/kill`, method: 'POST', body: {} },
    undoCleanup: { path: `${session}/undo-cleanup`, method: 'POST' },
    reportActivity: { path: `${session}/activity`, method: 'POST', body: { state: 'idle' } },
    answerRequest: { path: `${session}/requests/Bash%3A0f3a/answer`, method: 'POST', body: { choice: 'deny', message: 'Not now' } },
    explainSession: { path: `${session}/explain` },
    waitForSession: { path: `${session}/wait?until=working,idle&timeoutMs=0` },
    getSessionOutput: { path: `${session}/output?lines=3` },
    getAttachCommand: { path: `${session}/attach-command` },
    getSessionScreen: { path: `${session}/screen` },
    getSessionChanges: { path: `${session}/changes` },
    getSessionDiff: { path: `${session}/diff` },
    listMessages: { path: `${session}/messages` },
    sendMessage: { path: `${session}/messages`, method: 'POST', body: { text: 'Use the existing error type' } },
    listReports: { path: `/api/v1/reports?session=${sessionId}&open=true&limit=5` },
    createReport: { path: `${session}/reports`, method: 'POST', body: { kind: 'done', text: 'All green' } },
    getReport: { path: `${session}/reports/r-1?waitMs=0` },
    answerQuestion: { path: `${session}/reports/r-1/answer`, method: 'POST', body: { text: 'The second' } },
    confirmAnswer: { path: `${session}/reports/r-1/received`, method: 'POST' },
    startOrchestrator: { path: '/api/v1/orchestrators', method: 'POST', body: { projectId } },
    listOrchestrators: { path: `/api/v1/orchestrators?project=${projectId}` },
    delegateTask: { path: '/api/v1/orchestrators/delegate', method: 'POST', body: { projectId, text: 'Ship it' } },
    listNotices: { path: `/api/v1/notices?unread=true&session=${sessionId}&limit=5` },
    markNoticesRead: { path: '/api/v1/notices/read', method: 'POST', body: { ids: [1] } },
    testOutlets: { path: '/api/v1/notices/test', method: 'POST', body: { outlet: 'desk' } },
    receiveGithubWebhook: { path: '/api/v1/webhooks/github', method: 'POST', body: { zen: 'x' }, headers: { 'x-github-event': 'ping' } },
    setUpGithubWebhook: { path: '/api/v1/webhooks/github/setup', method: 'POST', body: {} },
    getMessage: { path: `/api/v1/messages/m-${sessionId}` },
  };
}

/** All JSON routes, each with its sample call. */
export function sampledRoutes(sessionId: string): readonly { readonly route: HttpRoute; readonly call: SampleCall }[] {
  const calls = sampleCalls(sessionId);
  return HTTP_ROUTES.flatMap((route) => {
    if ('stream' in route || 'upgrade' in route) return [];
    const call = calls[route.operationId];
    if (call === undefined) throw new Error(`There is no sample call for ${route.operationId}.`);
    return [{ route, call }];
  });
}
