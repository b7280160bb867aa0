export { createActivityObserver } from './activity-observer.ts';
export type { ActivityObserverOptions } from './activity-observer-options.ts';
export { createSightingLedger, type SightedLaunch, type SightingLedger } from './sighting-ledger.ts';
