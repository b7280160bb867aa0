export type { RepositoryView } from './discovery/discovery-lane.ts';
export type { RepositoryPair } from './discovery/repository-pair.ts';
export type { ForgeSight, ForgeView } from './host/forge-view.ts';
export { DEFAULT_LOOK_PACE, type LookPace, paceFrom } from './look-pace.ts';
export type { PullRequestObserverOptions } from './observer-options.ts';
export {
  createPullRequestObserver,
  type LookRequest,
  type PullRequestObserver,
  type PullRequestObserverView,
} from './pull-request-observer.ts';
export { SENDER_NAME } from './reaction/carry-out.ts';
