import { AoError } from '../errors/ao-error.ts';
import type { Branded } from './brand.ts';
import { isProjectId, type ProjectId, slugify } from './project-id.ts';

/** Identifies a session: `<project>-<number>`. Numbers start at 1, count per project and are never used twice. */
export type SessionId = Branded<'SessionId'>;

const SESSION_ID_PATTERN = /^(.+)-([1-9][0-9]{0,8})$/;

/** The longest readable part of a branch name made from a session's name, in characters. */
const BRANCH_SLUG_MAX_LENGTH = 48;

/** Builds the id of a project's n-th session. */
export function sessionIdOf(projectId: ProjectId, number: number): SessionId {
  return `${projectId}-${number}` as SessionId;
}

/** The two parts of a session id, or null when the text is not one. */
export function splitSessionId(value: string): { readonly projectId: ProjectId; readonly number: number } | null {
  const match = SESSION_ID_PATTERN.exec(value);
  const projectId = match?.[1];
  if (projectId === undefined || !isProjectId(projectId)) return null;
  return { projectId, number: Number(match?.[2]) };
}

/** Tells whether a string is a well-formed session id. It does not tell whether such a session exists. */
export function isSessionId(value: string): value is SessionId {
  return splitSessionId(value) !== null;
}

/**
 * Checks a session id given by a person or a program.
 *
 * @throws AoError `INVALID_SESSION_ID` when the value has not the form `<project>-<number>`.
 */
export function parseSessionId(value: string): SessionId {
  if (isSessionId(value)) return value;
  throw new AoError('INVALID_SESSION_ID', {
    message: `"${value}" is not a session id. Session ids look like "shop-1"; \`ao ls\` shows them.`,
    details: { sessionId: value },
  });
}

/**
 * The branch a new session works on: `ao/<session>/<slug of its name, or "work">`. The session id is a folder in the branch
 * namespace, so that the agent can create sibling branches beside its own: git cannot hold both `x` and `x/y`.
 */
export function branchForSession(sessionId: SessionId, name: string | null): string {
  const slug = name === null ? '' : slugify(name, BRANCH_SLUG_MAX_LENGTH);
  return `ao/${sessionId}/${slug === '' ? 'work' : slug}`;
}
