export { composeDigest, DIGEST_MAX_BYTES, DIGEST_MAX_SESSIONS, type DigestSubject } from './digest/compose-digest.ts';
export { decideDigest, type DigestDecision, type DigestQuestion, type Listener, type PendingDigest } from './digest/decide-digest.ts';
export { sessionFacts, type SessionFactsNow, type SessionNews } from './facts/session-facts.ts';
export type { WakeFact, WakeKind } from './facts/wake-fact.ts';
export { DEFAULT_WAKE_SETTINGS, type WakeSettings, wakeSettings } from './settings/wake-settings.ts';
export { createOrchestratorWakes } from './wakes/orchestrator-wakes.ts';
export type { OrchestratorWakesOptions } from './wakes/orchestrator-wakes-options.ts';
