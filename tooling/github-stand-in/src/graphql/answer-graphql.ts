import { type ExecutionResult, execute, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { type HostState, isVisible } from '../state/host-state.ts';
import type { PullRequestRecord } from '../state/pull-request-record.ts';
import { checkRunView, statusView } from './check-views.ts';
import { actorView } from './common-views.ts';
import { connection, type ConnectionArguments } from './connection.ts';
import { githubSchema } from './github-schema.ts';
import { GraphQlFailure, notAccessible, notFound } from './graphql-failure.ts';
import { pageLimitsRule } from './page-limits.ts';
import { pullRequestView } from './pull-request-view.ts';
import { type QueryCost, queryCost } from './query-cost.ts';
import { threadView } from './thread-view.ts';

/** What is left of the points of a token after this query. */
export interface PointsLeft {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: string;
}

/** A query that was understood: its cost is known before it is carried out. */
export interface PreparedQuery {
  readonly cost: QueryCost;
  run(left: PointsLeft): Promise<ExecutionResult>;
}

/** Parses and checks a query by GitHub's schema and limits. Answers the errors when it is refused. */
export function prepareQuery(
  state: HostState,
  token: string,
  query: { readonly text: string; readonly variables: Readonly<Record<string, unknown>> },
): PreparedQuery | readonly GraphQLError[] {
  const schema = githubSchema();
  let document;
  try {
    document = parse(query.text);
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError(String(error))];
  }
  const errors = validate(schema, document, [...specifiedRules, pageLimitsRule]);
  if (errors.length > 0) return errors;
  const cost = queryCost(schema, document, query.variables);
  return {
    cost,
    run: async (left) =>
      execute({
        schema,
        document,
        variableValues: query.variables,
        rootValue: rootOf(state, token, { ...left, cost: cost.points, nodeCount: cost.nodes }),
      }),
  };
}

/** An entry of `errors` in GitHub's own form. */
export function writeError(error: GraphQLError): unknown {
  const { originalError, path, locations, message } = error;
  const type = originalError instanceof GraphQlFailure ? { type: originalError.type } : {};
  return { ...type, ...(path === undefined ? {} : { path }), ...(locations === undefined ? {} : { locations }), message };
}

function rootOf(state: HostState, token: string, rateLimit: unknown): unknown {
  const view = (id: string): unknown => nodeView(state, id, token);
  return {
    rateLimit,
    viewer: actorView(state.tokens.get(token) ?? null),
    node: ({ id }: { readonly id: string }) => view(id),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map(async (id) => view(id)),
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => repositoryRoot(state, owner, name, token),
    resolveReviewThread: ({ input }: { readonly input: { readonly threadId: string } }) => resolveThread(state, input.threadId, token),
  };
}

function nodeView(state: HostState, id: string, token: string): unknown {
  for (const pullRequest of state.pullRequests()) {
    if (pullRequest.nodeId === id && isVisible(pullRequest.repository, token)) return pullRequestView(state, pullRequest, token);
  }
  for (const thread of state.threads()) {
    if (thread.nodeId === id && isVisible(thread.pullRequest.repository, token)) return threadView(state, thread);
  }
  for (const { run, pullRequest } of state.checkRuns()) {
    if (run.nodeId === id && isVisible(pullRequest.repository, token)) return checkRunView(state, run, pullRequest);
  }
  for (const pullRequest of state.pullRequests()) {
    const status = pullRequest.checks.find((check) => check.kind === 'status' && check.nodeId === id);
    if (status?.kind === 'status' && isVisible(pullRequest.repository, token)) return statusView(status);
  }
  throw notFound(id);
}

function repositoryRoot(state: HostState, owner: string, name: string, token: string): unknown {
  const repository = state.repository(owner, name);
  if (repository === null || !isVisible(repository, token)) {
    throw new GraphQlFailure('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  }
  const newestFirst = (): PullRequestRecord[] => [...repository.pullRequests.values()].sort((a, b) => b.updatedAt - a.updatedAt);
  return {
    id: repository.nodeId,
    nameWithOwner: `${repository.owner}/${repository.name}`,
    pullRequests: (args: ConnectionArguments & { readonly headRefName?: string | null }) =>
      connection(
        newestFirst().filter((pullRequest) => args.headRefName == null || pullRequest.branch === args.headRefName),
        args,
        (pullRequest) => pullRequestView(state, pullRequest, token),
      ),
    pullRequest: ({ number }: { readonly number: number }) => {
      const found = repository.pullRequests.get(number);
      if (found === undefined) throw new GraphQlFailure('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
      return pullRequestView(state, found, token);
    },
  };
}

function resolveThread(state: HostState, id: string, token: string): unknown {
  for (const thread of state.threads()) {
    const { repository } = thread.pullRequest;
    if (thread.nodeId !== id || !isVisible(repository, token)) continue;
    if (repository.readOnlyFor.includes(token)) throw notAccessible();
    thread.isResolved = true;
    thread.pullRequest.updatedAt = state.now();
    return { thread: threadView(state, thread) };
  }
  throw notFound(id);
}
