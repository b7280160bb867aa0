import { AoError, isErrorCode, toAoError } from '@ao/domain';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { answerHeaders } from '../app/answer-headers.ts';
import type { HttpContext } from '../app/http-context.ts';
import type { HttpLogger } from '../app/http-environment.ts';
import { methodsAt } from '../routes/route-table.ts';
import { PROBLEM_CONTENT_TYPE, problemOf } from './problem.ts';

/** The parts of a parsing failure that are told to the client. */
interface ParseFailure {
  readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] };
}

/** Answers whatever was thrown as problem details. Internal errors are logged here, once, with their cause. */
export function answerError(thrown: unknown, context: Context<HttpContext>, logger: HttpLogger): Response {
  const requestId = context.get('requestId');
  const error = knownError(thrown) ?? toAoError(thrown, `answering ${context.req.method} ${context.req.path}`);
  if (error.kind === 'internal') {
    logger.error('A request failed.', { requestId, method: context.req.method, path: context.req.path, error });
  }
  const problem = problemOf(error, requestId);
  const headers = answerHeaders(requestId, context.get('origin'), PROBLEM_CONTENT_TYPE);
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer';
  if (error.code === 'METHOD_NOT_ALLOWED') headers['allow'] = methodsAt(context.req.path).join(', ');
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** Nothing is mounted there, or not for this method. */
export function notFoundError(context: Context<HttpContext>): AoError {
  const methods = methodsAt(context.req.path);
  const path = context.req.path.slice(0, 200);
  if (methods.length === 0) return new AoError('ROUTE_NOT_FOUND', { details: { path } });
  return new AoError('METHOD_NOT_ALLOWED', { details: { path, allowed: methods } });
}

/** Hook of the router: what a schema refused becomes one error that names the fields. */
export function throwIssues(result: { readonly success: boolean; readonly target: string }): void {
  if (result.success) return;
  const { error } = result as unknown as ParseFailure;
  const issues = error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const [first] = issues;
  const place = first === undefined || first.path === '' ? `The ${placeOf(result.target)}` : `"${first.path}"`;
  throw new AoError('INVALID_REQUEST', {
    message: `${place} is not right: ${first?.message ?? 'it has the wrong type'}.`,
    details: { in: placeOf(result.target), issues },
  });
}

function placeOf(target: string): string {
  if (target === 'json') return 'body';
  return target === 'param' ? 'path' : target;
}

/** Errors made by this project, and the router's own for bodies that are no JSON. */
function knownError(thrown: unknown): AoError | null {
  if (AoError.isInstance(thrown) && isErrorCode(thrown.code)) return thrown;
  if (thrown instanceof HTTPException && thrown.status === 400) return new AoError('INVALID_JSON');
  if (thrown instanceof HTTPException && thrown.status === 415) return new AoError('UNSUPPORTED_CONTENT_TYPE');
  return null;
}
