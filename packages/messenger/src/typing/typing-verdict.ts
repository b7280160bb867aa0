import type { SessionRecord } from '@ao/domain';
import type { AgentV1, ScreenReading } from '@ao/ports';

/**
 * Whether something may be delivered.
 *
 * - `go`: now
 * - `interrupt`: the agent works, and the message is urgent: stop its turn first
 * - `wait`: not now. `session`: until the facts change. `dialog`, `busy`: until the screen changes. `foreign`: somebody else's text
 *   stands in the composer. `unreadable`: nobody knows what the screen shows
 * - `refuse`: never
 */
export type TypingVerdict =
  | { readonly type: 'go' }
  | { readonly type: 'interrupt' }
  | { readonly type: 'wait'; readonly for: 'session' | 'dialog' | 'busy' | 'foreign' | 'unreadable'; readonly reason: string }
  | { readonly type: 'refuse'; readonly reason: string };

/** The agent, and how the message wants to be delivered. */
export interface TypingWish {
  readonly agent: AgentV1;
  /** The message may interrupt a turn, and has not done so yet. */
  readonly mayInterrupt: boolean;
  /** Through the agent's own interface no key is pressed: there a screen has no say. */
  readonly way: 'typed' | 'structured';
}

const GO: TypingVerdict = { type: 'go' };
const waitForSession = (reason: string): TypingVerdict => ({ type: 'wait', for: 'session', reason });

/** True when the facts say that something other than the composer has the keyboard. */
export function hasOpenDialog(session: SessionRecord): boolean {
  const { launch, activity } = session;
  if (activity.state === 'blocked') return true;
  return launch?.state === 'needs_trust' || launch?.state === 'needs_login' || launch?.state === 'update_prompt';
}

/**
 * What the facts say. For an agent whose screen can be read, the screen has the last word on what the facts leave open to a typist;
 * to one who hands over they leave nothing open.
 */
export function judgeFacts(session: SessionRecord, wish: TypingWish): TypingVerdict {
  const { agent } = wish;
  const { launch, activity } = session;
  const isTyped = wish.way === 'typed';
  const canSee = isTyped && agent.readScreen !== undefined;
  if (isTyped && agent.composer === undefined) return { type: 'refuse', reason: `${agent.displayName} takes no messages` };
  if (session.phase !== 'live' || launch === null || launch.handle === null) return waitForSession('the session is not running yet');
  if (hasOpenDialog(session)) return waitForSession(`a dialog is open: ${activity.detail ?? launch.state}`);
  if (launch.state === 'starting') return waitForSession('the agent is not ready yet');
  if (launch.state !== 'ready' && !canSee) return waitForSession('the agent did not become ready');
  switch (activity.state) {
    case 'active':
      if (wish.mayInterrupt) return { type: 'interrupt' };
      return agent.composer?.acceptsWhileBusy === false ? waitForSession('the agent is working') : GO;
    case 'waiting_input':
      // A question the agent reported stands in the conversation, and the message may be its answer; any other may be a dialog.
      return activity.source === 'report' || canSee ? GO : waitForSession('the agent asks something in its terminal');
    case 'unknown':
      return !isTyped || canSee || !launch.expectsSignals ? GO : waitForSession('nobody knows what the agent is doing');
    case 'exited':
      return waitForSession('the agent has ended');
    case 'idle':
    case 'blocked':
      return GO;
  }
}

/** What the screen says, for agents whose screen can be read. */
export function judgeScreen(reading: ScreenReading, wish: TypingWish): TypingVerdict {
  const composer = wish.agent.composer;
  switch (reading.state) {
    case 'dialog':
      return { type: 'wait', for: 'dialog', reason: `a dialog is open: ${reading.dialog?.text ?? 'unknown'}` };
    case 'unknown':
    case 'starting':
      return { type: 'wait', for: 'unreadable', reason: 'the screen shows nothing this version knows' };
    case 'composer':
    case 'busy':
      break;
  }
  if ((reading.composerText ?? '').trim() !== '') return { type: 'wait', for: 'foreign', reason: 'another text stands in the composer' };
  if (reading.state === 'composer') return GO;
  if (wish.mayInterrupt) return { type: 'interrupt' };
  return composer?.acceptsWhileBusy === true ? GO : { type: 'wait', for: 'busy', reason: 'the agent is working' };
}

/**
 * Facts and screen together: whoever is against it wins. A turn is interrupted only when the screen, where it can be read, shows
 * one: in an idle composer the key that interrupts may mean something else.
 */
export function judge(session: SessionRecord, reading: ScreenReading | null, wish: TypingWish): TypingVerdict {
  if (reading === null) return judgeFacts(session, wish);
  const byFacts = judgeFacts(session, reading.state === 'composer' ? { ...wish, mayInterrupt: false } : wish);
  if (byFacts.type === 'wait' || byFacts.type === 'refuse') return byFacts;
  const byScreen = judgeScreen(reading, wish);
  return byScreen.type === 'go' ? byFacts : byScreen;
}
