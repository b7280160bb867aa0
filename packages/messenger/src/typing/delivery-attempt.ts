import type { DurationMs, MessageRecord, SessionRecord, Timestamp } from '@ao/domain';
import type { AgentComposer } from '@ao/ports';
import { type DeliveryContext, sessionNow } from '../delivery-context.ts';
import { textToDeliver } from '../sender-line.ts';
import { type AgentTerminal, type SeenScreen, terminalOf } from './agent-terminal.ts';
import { type Interrupt, interruptTurn } from './interrupt-turn.ts';
import { screenExcerpt } from './screen-excerpt.ts';
import { type Submission, typeMessage } from './type-message.ts';
import { judge, judgeFacts, type TypingVerdict } from './typing-verdict.ts';

/** What came of a try to deliver. */
export type Delivered =
  | { readonly type: 'wait'; readonly waitMs: DurationMs }
  /** The message has moved on; with the submission when it was submitted. */
  | { readonly type: 'moved'; readonly submission: Submission | null };

/** The tries to deliver one queued message. */
export interface DeliveryAttempt {
  /** Tries once. */
  next(session: SessionRecord): Promise<Delivered>;
}

/** Facts change with an event, which wakes the worker; this is for an event that was missed. */
const FACTS_WAIT_MS = 30_000;
/** A screen changes without an event. */
const SCREEN_WAIT_MS = 1_000;
const AFTER_INTERRUPT_WAIT_MS = 200;
const MOST_CLEARINGS = 3;

type Wait = Extract<TypingVerdict, { type: 'wait' }>['for'] | 'unreachable';

/** Begins to deliver a message. What it remembers between two tries concerns this message alone. */
export function createDeliveryAttempt(context: DeliveryContext, message: MessageRecord): DeliveryAttempt {
  const { policy, progress, options } = context;
  const { clock } = options;
  let interrupt: Interrupt | null = null;
  let waiting: { readonly for: Wait; readonly since: Timestamp } | null = null;

  async function next(session: SessionRecord): Promise<Delivered> {
    const agent = options.agents(session.agent);
    if (agent === null) return refuse(`this daemon has no agent called ${session.agent}`);
    const wish = { agent, mayInterrupt: message.urgent && interrupt === null };
    const byFacts = judgeFacts(session, wish);
    if (byFacts.type === 'refuse') return refuse(byFacts.reason);
    if (byFacts.type === 'wait') return wait('session', FACTS_WAIT_MS);
    const terminal = terminalOf(context, session, agent);
    if (terminal === null || agent.composer === undefined) return refuse(`this daemon has no runtime called ${session.runtime}`);
    let seen: SeenScreen;
    try {
      seen = await terminal.read();
    } catch (thrown) {
      return giveUpAfter('unreachable', policy.unreachableWaitMs, {
        state: 'failed',
        evidence: `the terminal could not be looked at: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
        screen: null,
      });
    }
    // From here to the first byte nothing waits: what is judged is what holds when it is written.
    const now = sessionNow(context, message.sessionId);
    if (now === null || now.launch?.id !== terminal.launchId) return { type: 'wait', waitMs: 0 };
    return act(judge(now, seen.reading, wish), { session: now, seen, terminal, composer: agent.composer });
  }

  interface Scene {
    readonly session: SessionRecord;
    readonly seen: SeenScreen;
    readonly terminal: AgentTerminal;
    readonly composer: AgentComposer;
  }

  async function act(verdict: TypingVerdict, scene: Scene): Promise<Delivered> {
    const { session, seen, terminal, composer } = scene;
    switch (verdict.type) {
      case 'go':
        return type(scene);
      case 'refuse':
        return refuse(verdict.reason);
      case 'interrupt':
        interrupt = await interruptTurn(context, { sessionId: message.sessionId, terminal, composer });
        return { type: 'wait', waitMs: interrupt === null ? SCREEN_WAIT_MS : AFTER_INTERRUPT_WAIT_MS };
      case 'wait':
        break;
    }
    const { reason } = verdict;
    switch (verdict.for) {
      case 'session':
        return wait('session', FACTS_WAIT_MS);
      case 'dialog':
      case 'busy':
        return wait(verdict.for, isInterrupting() ? AFTER_INTERRUPT_WAIT_MS : SCREEN_WAIT_MS);
      case 'foreign':
        if (isInterrupting() && (interrupt?.cleared ?? 0) < MOST_CLEARINGS) return clear(scene);
        return giveUpAfter('foreign', policy.foreignTextWaitMs, { state: 'refused', evidence: reason, screen: screenExcerpt(seen.screen) });
      case 'unreadable':
        // A turn may take hours, and show anything meanwhile.
        if (session.activity.state === 'active') return wait('busy', SCREEN_WAIT_MS);
        return giveUpAfter('unreadable', policy.unreadableWaitMs, {
          state: 'refused',
          evidence: reason,
          screen: screenExcerpt(seen.screen),
        });
    }
  }

  async function type({ seen, terminal, composer }: Scene): Promise<Delivered> {
    // An agent that was interrupted gets a moment to stop before it is typed to as if it worked.
    if (isInterrupting() && seen.reading?.state === 'busy') return { type: 'wait', waitMs: AFTER_INTERRUPT_WAIT_MS };
    const text = textToDeliver(message, context.senderLine);
    const plan = composer.plan(text, { bracketedPaste: seen.screen.bracketedPaste });
    if (plan.type === 'refuse') return refuse(plan.reason);
    return { type: 'moved', submission: await typeMessage({ context, message, terminal, text, plan }) };
  }

  /** An early interrupt puts the interrupted prompt back into the composer; the agent has it already, nobody wants it twice. */
  async function clear({ terminal, composer }: Scene): Promise<Delivered> {
    if (interrupt !== null) interrupt = { ...interrupt, cleared: interrupt.cleared + 1 };
    try {
      await terminal.write(composer.clear.bytes);
    } catch (thrown) {
      options.logger.debug('A composer could not be cleared', { sessionId: message.sessionId, error: thrown });
    }
    return { type: 'wait', waitMs: Math.max(AFTER_INTERRUPT_WAIT_MS, composer.clear.settleMs) };
  }

  function isInterrupting(): boolean {
    return interrupt !== null && clock.now() - interrupt.at <= policy.interruptWithinMs;
  }

  function wait(reason: Wait, waitMs: DurationMs): Delivered {
    if (waiting?.for !== reason) waiting = { for: reason, since: clock.now() };
    return { type: 'wait', waitMs };
  }

  function giveUpAfter(
    reason: Wait,
    limitMs: DurationMs,
    step: { readonly state: 'refused' | 'failed'; readonly evidence: string; readonly screen: string | null },
  ): Delivered {
    const waited = wait(reason, SCREEN_WAIT_MS);
    if (clock.now() - (waiting?.since ?? 0) < limitMs) return waited;
    progress.move(message.id, ['queued'], step);
    return { type: 'moved', submission: null };
  }

  function refuse(evidence: string): Delivered {
    progress.move(message.id, ['queued'], { state: 'refused', evidence });
    return { type: 'moved', submission: null };
  }

  return { next };
}
