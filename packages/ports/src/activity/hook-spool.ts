import type { LaunchId, SessionId } from '@ao/domain';
import type { HookEntry } from '../agent/v1/agent.ts';
import type { Subscription } from '../system/subscription.ts';

/** One payload waiting in the spool. */
export interface SpooledHook extends HookEntry {
  /** Opaque; names the entry when it is removed. */
  readonly token: string;
}

/**
 * Where hook payloads wait until they were reduced into facts. Hooks write while the daemon is down; nothing is removed before
 * it was handled.
 */
export interface HookSpool {
  /** Makes the folder for a launch and answers its absolute path. */
  prepare(sessionId: SessionId, launchId: LaunchId): Promise<string>;
  /** What is waiting for a session, oldest first, at most 1000 entries. Broken or oversized files are set aside, not returned twice. */
  read(sessionId: SessionId): Promise<readonly SpooledHook[]>;
  /** Removes entries that were handled. */
  remove(sessionId: SessionId, tokens: readonly string[]): Promise<void>;
  /** Tells that something arrived for a session. May tell too often; may miss one, so a slow poll stands behind it. */
  watch(sessionId: SessionId, listener: () => void): Subscription;
  /** Removes the whole spool of a session. */
  discard(sessionId: SessionId): Promise<void>;
}
