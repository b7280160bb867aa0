import type { Timestamp } from '../time/timestamp.ts';

/**
 * What an agent wants of a person.
 *
 * - `permission`: it may not go on with a tool unless someone allows it
 * - `question`: it offers answers to choose from
 */
export const AGENT_REQUEST_KINDS = ['permission', 'question'] as const;

/** One of {@link AGENT_REQUEST_KINDS}. */
export type AgentRequestKind = (typeof AGENT_REQUEST_KINDS)[number];

/** One way to answer a request. */
export interface RequestChoice {
  /** `allow`, `allow-always`, `deny` where they exist; the answers of a question are `1`, `2`, … */
  readonly id: string;
  /** What the person is shown. */
  readonly label: string;
}

/**
 * A request as data: what an agent asked, and how it can be answered without typing into its terminal. A dialog that is only known
 * from the screen is no request: it stands in the activity alone.
 */
export interface AgentRequest {
  /** Names the request within its launch; the agent's own id where it has one. The correlation id of the activity it blocks. */
  readonly id: string;
  readonly kind: AgentRequestKind;
  /** The tool it is about, as the agent calls it; null when it is about none. */
  readonly tool: string | null;
  /** What the tool would be given, as JSON; at most 16 KiB, longer inputs are cut. Not trusted. */
  readonly input: string | null;
  /** What is asked, on one line of at most 500 characters. */
  readonly text: string;
  /** Empty when it can be answered in the terminal only. */
  readonly choices: readonly RequestChoice[];
  readonly askedAt: Timestamp;
  /** Where the agent waits for the answer, in its adapter's own words; null when nothing waits. Never shown. */
  readonly channel: string | null;
}

/** Of more requests than these, the newest are kept. */
export const AGENT_REQUESTS_MAX = 16;

/** The longest text of a request, in characters. */
export const AGENT_REQUEST_TEXT_MAX = 500;

/** The largest input that is kept, in bytes of UTF-8. */
export const AGENT_REQUEST_INPUT_MAX_BYTES = 16 * 1024;

/** How a request is answered. */
export interface RequestAnswer {
  /** The id of one of the request's choices. */
  readonly choice: string;
  /** Told to the agent with the choice, where the agent takes such words: why something is denied, for example. */
  readonly message: string | null;
}
