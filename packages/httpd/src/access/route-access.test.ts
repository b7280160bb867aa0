import { AoError, type ProjectId, type SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import type { Caller } from './caller.ts';
import { checkAccess, checkProjectAccess, type RouteAccess } from './route-access.ts';

const PERSON: Caller = { kind: 'person' };
const agent = (mayCommand: boolean): Caller => ({
  kind: 'session',
  sessionId: 'shop-1' as SessionId,
  projectId: 'shop' as ProjectId,
  mayCommand,
});
const CALLERS = { person: PERSON, agent: agent(false), commander: agent(true) };

function isAllowed(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (AoError.isInstance(error) && error.code === 'TOKEN_SCOPE') return false;
    throw error;
  }
}

/** Which targets a caller may use a kind of route for: its own session, a neighbour, a stranger, none. */
test.each<[keyof typeof CALLERS, Exclude<RouteAccess, 'open'>, string]>([
  ['person', 'any', 'own neighbour stranger none'],
  ['person', 'person', 'own neighbour stranger none'],
  ['person', 'session', 'own neighbour stranger none'],
  ['person', 'own', 'own neighbour stranger none'],
  ['person', 'command', 'own neighbour stranger none'],
  ['agent', 'any', 'own neighbour stranger none'],
  ['agent', 'person', ''],
  ['agent', 'session', 'own'],
  ['agent', 'own', 'own'],
  ['agent', 'command', ''],
  ['commander', 'any', 'own neighbour stranger none'],
  ['commander', 'person', ''],
  ['commander', 'session', 'own neighbour none'],
  ['commander', 'own', 'own'],
  ['commander', 'command', 'own neighbour none'],
])('%s on a route for %s: %s', (caller, access, expected) => {
  const targets = { own: 'shop-1', neighbour: 'shop-2', stranger: 'shop-2-1', none: undefined };
  const allowed = Object.entries(targets).filter(([, target]) => isAllowed(() => checkAccess(CALLERS[caller], access, target)));
  expect(allowed.map(([name]) => name).join(' ')).toBe(expected);
});

test('agents see their own project only, people all of them', () => {
  expect(isAllowed(() => checkProjectAccess(PERSON, 'api'))).toBe(true);
  expect(isAllowed(() => checkProjectAccess(agent(true), 'shop'))).toBe(true);
  expect(isAllowed(() => checkProjectAccess(agent(true), 'api'))).toBe(false);
});
