export { createLifecycle, type Lifecycle, type LifecycleEvent, type LifecycleOptions, type Observed } from './lifecycle.ts';
export { DEFAULT_LIFECYCLE_POLICY, type LifecyclePolicy } from './lifecycle-policy.ts';
export { type NewSessionFactsOptions, newSessionFacts } from './new-session-facts.ts';
export type { EvidenceObservation, Observation, OperationObservation, WorkspaceObservation } from './observation/observation.ts';
export type { Reaction } from './observation/reaction.ts';
export { type Reduced, reduce } from './reduce/reduce.ts';
export { violations } from './violations.ts';
