import type { Answer, Batch, BatchResult, IssueIntake } from '../api-types.ts';
import { type ApiCaller, apiPath } from '../transport/api-caller.ts';

/** Issues of projects, asked of their trackers, and tasks that come in numbers. Titles and texts are words of others. */
export interface IssuesClient {
  /** Issues of a project, newest first. `query` as people write it: `label:bug assignee:me is:open crash`. Default: all that are open. */
  list(
    project: string,
    options?: { readonly query?: string | undefined; readonly limit?: number | undefined },
  ): Promise<Answer<'listIssues'>>;
  /** One issue, named `123`, `#123`, `owner/repo#123` or by its address, with its newest comments. Default 10. */
  get(project: string, issue: string, options?: { readonly comments?: number | undefined }): Promise<Answer<'getIssue'>>;
  /**
   * Plans a session for each task, and starts them with `execute`. The same batch sent again starts only what is missing. What concerns
   * one task stands beside it; aborting stops the waiting, not what was begun.
   */
  batch(request: Batch, options?: { readonly signal?: AbortSignal | undefined }): Promise<BatchResult>;
  /** What the intake of a project does, and did. */
  intake(project: string): Promise<IssueIntake>;
}

export function createIssuesClient(caller: ApiCaller): IssuesClient {
  return {
    list: async (project, { query, limit } = {}) =>
      caller.json({ method: 'GET', path: apiPath`/api/v1/projects/${project}/issues`, query: { q: query, limit } }),
    get: async (project, issue, { comments } = {}) =>
      caller.json({ method: 'GET', path: apiPath`/api/v1/projects/${project}/issues/${issue}`, query: { comments } }),
    batch: async (request, { signal } = {}) => caller.json({ method: 'POST', path: '/api/v1/sessions/batch', body: request, signal }),
    async intake(project) {
      const path = apiPath`/api/v1/projects/${project}/issue-intake`;
      return (await caller.json<Answer<'getIssueIntake'>>({ method: 'GET', path })).intake;
    },
  };
}
