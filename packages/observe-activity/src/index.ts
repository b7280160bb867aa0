export { createActivityObserver } from './activity-observer.ts';
export type { ActivityObserverOptions } from './activity-observer-options.ts';
