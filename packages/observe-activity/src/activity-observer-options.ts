import type { AgentName, RuntimeName, SessionRecord } from '@ao/domain';
import type { Lifecycle } from '@ao/lifecycle';
import type { AgentContactSource, AgentV1, Clock, HookSpool, Logger, Messenger, RuntimeV1, Stores } from '@ao/ports';
import type { SightingLedger } from './sighting-ledger.ts';

/** What the observer needs. */
export interface ActivityObserverOptions {
  readonly stores: Pick<Stores, 'sessions' | 'messages'>;
  readonly lifecycle: Pick<Lifecycle, 'observeAll' | 'onReaction'>;
  /** Gets every prompt an agent says it took, right after the facts were stored. */
  readonly messenger: Pick<Messenger, 'acknowledge'>;
  readonly spool: HookSpool;
  /** The agent adapter of that name; null when this daemon does not have it. */
  readonly agents: (name: AgentName) => AgentV1 | null;
  readonly runtimes: (name: RuntimeName) => RuntimeV1 | null;
  /** The environment the agent of a session was started in, as far as its adapter needs it to find the agent's notes. */
  readonly environment: (session: SessionRecord) => Readonly<Record<string, string>>;
  /** How to reach the agent of a session, for those that have an interface of their own. */
  readonly contact: AgentContactSource;
  /** Where it is noted what was seen of each source, for those who explain. */
  readonly sightings: SightingLedger;
  readonly clock: Clock;
  readonly logger: Logger;
}
