import type { Timestamp } from '../time/timestamp.ts';

/**
 * What an agent is doing, as far as evidence goes.
 *
 * - `active`: it works on something
 * - `idle`: its turn has ended and it waits for the next message
 * - `waiting_input`: it asked the person a question
 * - `blocked`: a dialog (permission, trust, login …) stops it until someone answers
 * - `exited`: its process is gone, with evidence
 * - `unknown`: the evidence is missing or too old. Silence is never `idle`
 */
export const ACTIVITY_STATES = ['active', 'idle', 'waiting_input', 'blocked', 'exited', 'unknown'] as const;

/** One of {@link ACTIVITY_STATES}. */
export type ActivityState = (typeof ACTIVITY_STATES)[number];

/**
 * Where a piece of evidence about activity came from.
 *
 * - `hook`: the agent's hook, through the spool
 * - `status_file`: a file the agent keeps about itself
 * - `api`: the agent's own server
 * - `screen`: the rendered terminal
 * - `process`: the process and its exit code
 * - `report`: the agent said so with its session token
 * - `launch`: our own launch of the agent
 * - `timeout`: nothing was heard for too long
 */
export const ACTIVITY_SOURCES = ['hook', 'status_file', 'api', 'screen', 'process', 'report', 'launch', 'timeout'] as const;

/** One of {@link ACTIVITY_SOURCES}. */
export type ActivitySource = (typeof ACTIVITY_SOURCES)[number];

/** The stored activity of a session: the state, when it was entered, and the evidence. */
export interface Activity {
  readonly state: ActivityState;
  /** When this state was entered, by the evidence's own time. */
  readonly since: Timestamp;
  /** The newest evidence for this state; older evidence than this is ignored. */
  readonly evidenceAt: Timestamp;
  readonly source: ActivitySource;
  /** What the person is asked, or another short note for people; at most 500 characters, no control characters. */
  readonly detail: string | null;
  /**
   * Which request of the agent caused `blocked`, for example a tool use id; only its own completion clears the block. `turn-end` for
   * what the agent announced at the end of its turn.
   */
  readonly correlationId: string | null;
}
