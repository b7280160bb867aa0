import type { Answer, Body, Delegated, Orchestrator, Session } from '../api-types.ts';
import type { ApiCaller } from '../transport/api-caller.ts';

/** Agents that coordinate the others of a project. */
export interface OrchestratorsClient {
  /** Makes sure that the project has one; several calls at once answer the same one. */
  start(request: Body<'startOrchestrator'>): Promise<Orchestrator>;
  list(options?: { readonly project?: string | undefined; readonly includeEnded?: boolean | undefined }): Promise<readonly Session[]>;
  /** Gives a task to the orchestrator of a project, which is started when there is none. Choose an `id` to be able to send it again. */
  delegate(request: Body<'delegateTask'>): Promise<Delegated>;
}

export function createOrchestratorsClient(caller: ApiCaller): OrchestratorsClient {
  const path = '/api/v1/orchestrators';
  return {
    start: (request) => caller.json({ method: 'POST', path, body: request }),
    list: async (options = {}) => (await caller.json<Answer<'listOrchestrators'>>({ method: 'GET', path, query: options })).sessions,
    delegate: (request) => caller.json({ method: 'POST', path: `${path}/delegate`, body: request }),
  };
}
