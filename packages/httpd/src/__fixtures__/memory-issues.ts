import { AoError } from '@ao/domain';
import type { BatchRequest, IssueRequest, IssueService, IssueSpawnRequest, IssueView } from '@ao/service-issue';
import type { SessionService } from '@ao/service-session';
import { sampleProject, STARTED_AT } from './sample-records.ts';

/** Issues in memory, with what was asked of them. */
export interface MemoryIssues extends IssueService {
  readonly asked: (IssueRequest | IssueSpawnRequest | BatchRequest)[];
}

const ISSUE: IssueView = {
  key: 'github.com/acme/shop#12',
  label: 'acme/shop#12',
  title: 'Crash on start',
  body: 'It crashes.',
  isBodyCut: false,
  url: 'https://github.com/acme/shop/issues/12',
  state: 'open',
  author: 'ann',
  assignees: ['ann'],
  labels: ['bug'],
  totalComments: 1,
  isPullRequest: false,
  createdAt: STARTED_AT,
  updatedAt: STARTED_AT,
  sessions: [],
};

/** Makes a tracker with one issue, #12. */
export function createMemoryIssues(sessions: Pick<SessionService, 'spawn'>): MemoryIssues {
  const asked: MemoryIssues['asked'] = [];
  return {
    asked,
    list: async () => ({ issues: [ISSUE], hasMore: false }),
    async get(request) {
      asked.push(request);
      if (!request.issue.endsWith('#12')) throw new AoError('ISSUE_NOT_FOUND');
      return { issue: ISSUE, comments: [{ author: null, body: 'Me too', isBodyCut: false, url: null, createdAt: STARTED_AT }] };
    },
    async spawn(request) {
      asked.push(request);
      const { issue, allowClosed: _closed, allowDuplicate: _duplicate, ownOnly: _own, ...start } = request;
      const { session, notices } = await sessions.spawn({ ...start, issueId: ISSUE.key, prompt: issue });
      return { sessionId: session.id, notices };
    },
    async batch(request) {
      asked.push(request);
      const issue = { label: ISSUE.label, title: ISSUE.title, url: ISSUE.url };
      const common = { prompt: null, displayName: null, agent: null, model: null };
      return {
        items: [
          { ...common, index: 0, issue, decision: { action: 'skip', reason: 'closed', text: 'It is closed.', sessionId: null }, outcome: null },
          { ...common, index: 1, issue: null, decision: { action: 'start' }, outcome: { state: 'failed', code: 'GIT_FAILED', message: 'No git.' } },
        ],
        hasMore: false,
        started: 0,
        skipped: 1,
        failed: 1,
      };
    },
    intake: (projectId) => ({
      config: { assignee: 'me', labels: ['agent'] },
      lastLookAt: STARTED_AT,
      nextLookAt: null,
      problem: null,
      openSessions: 1,
      entries: [
        {
          projectId: sampleProject(projectId).id,
          issueKey: ISSUE.key,
          label: ISSUE.label,
          title: ISSUE.title,
          state: 'failed',
          sessionId: null,
          attempts: 1,
          message: 'No git.',
          nextTryAt: STARTED_AT,
          createdAt: STARTED_AT,
          updatedAt: STARTED_AT,
        },
      ],
    }),
  };
}
