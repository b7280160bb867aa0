import { AoApiError } from '../ao-api-error.ts';
import type { ApiCall, ApiCaller } from './api-caller.ts';

/** Asks with parameters that an older daemon may not know. */
export type AskWithOptionalQuery = <Result>(call: ApiCall, optional: NonNullable<ApiCall['query']>) => Promise<Result>;

/**
 * Makes the question. A daemon that refuses an unknown parameter is asked again without all optional ones; that is found out once for each
 * daemon, and again after it was replaced. Whatever else is wrong with a request is told as it is.
 */
export function createOptionalQuery(caller: ApiCaller): AskWithOptionalQuery {
  /** Names of parameters, and the token of the daemon that does not know them: every daemon that starts has a new one. */
  const unknown = new Map<string, string>();

  return async <Result>(call: ApiCall, optional: NonNullable<ApiCall['query']>): Promise<Result> => {
    const names = Object.keys(optional).filter((name) => optional[name] !== undefined);
    const { token } = caller.address.current();
    if (names.some((name) => unknown.get(name) === token)) return caller.json(call);
    try {
      return await caller.json<Result>({ ...call, query: { ...call.query, ...optional } });
    } catch (error) {
      const refused = names.filter((name) => isUnknownTo(error, name));
      if (refused.length === 0) throw error;
      // The address may have been looked up again on the way.
      for (const name of refused) unknown.set(name, caller.address.current().token);
      return caller.json(call);
    }
  };
}

function isUnknownTo(error: unknown, name: string): boolean {
  if (!(error instanceof AoApiError) || error.code !== 'INVALID_REQUEST' || error.details['in'] !== 'query') return false;
  const { issues } = error.details;
  return Array.isArray(issues) && issues.some((issue: unknown) => saysUnknown(issue) && issue.message.includes(`"${name}"`));
}

function saysUnknown(issue: unknown): issue is { readonly message: string } {
  if (typeof issue !== 'object' || issue === null || !('message' in issue) || typeof issue.message !== 'string') return false;
  return issue.message.startsWith('Unrecognized key');
}
