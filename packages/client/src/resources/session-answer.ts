import type { Session } from '../api-types.ts';

/** Fields that daemons of former versions do not send. */
const ADDED_LATER = { queue: null, resources: null, spawnedBy: null, questions: [], done: null } as const satisfies Partial<Session>;

/** A session as it is typed, whichever daemon has answered. */
export function sessionOf(answered: Session): Session {
  const pullRequests = (answered.pullRequests ?? []).map((each) => ({ ...each, note: each.note ?? null }));
  return { ...ADDED_LATER, ...answered, pullRequests };
}
