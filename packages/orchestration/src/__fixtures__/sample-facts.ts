import type { MessageId, ProjectId, SessionId } from '@ao/domain';
import type { DigestQuestion } from '../digest/decide-digest.ts';
import type { WakeFact } from '../facts/wake-fact.ts';
import { DEFAULT_WAKE_SETTINGS } from '../settings/wake-settings.ts';

export const T0 = 1_700_000_000_000;
export const MINUTE_MS = 60_000;

/** A report of `shop-2`, unless something else is said. */
export function sampleFact(key: string, changes: Partial<WakeFact> = {}): WakeFact {
  const sessionId = 'shop-2' as SessionId;
  return { key, sessionId, kind: 'report', urgency: 'later', at: T0, isStanding: false, text: 'reports', quote: `words of ${key}`, ...changes };
}

/** A question about an orchestrator at rest that was told nothing yet. */
export function sampleQuestion(facts: readonly WakeFact[], changes: Partial<DigestQuestion> = {}): DigestQuestion {
  return {
    subject: { projectId: 'shop' as ProjectId, nameOf: () => null },
    facts,
    told: new Set<string>(),
    since: T0 - 1,
    lastDigestAt: null,
    pending: null,
    listener: { state: 'rests' },
    settings: DEFAULT_WAKE_SETTINGS,
    now: T0 + MINUTE_MS,
    ...changes,
  };
}

export const DIGEST = 'digest-1' as MessageId;
