import type { DurationMs, MessageRecord, SessionRecord } from '@ao/domain';
import type { AgentComposer, AgentV1 } from '@ao/ports';
import type { Delivered } from '../delivery-attempt.ts';
import { type DeliveryContext, sessionNow } from '../delivery-context.ts';
import type { UrgentInterrupt } from '../interrupt/urgent-interrupt.ts';
import { textToDeliver } from '../sender-line.ts';
import { type AgentTerminal, type SeenScreen, terminalOf } from './agent-terminal.ts';
import { screenExcerpt } from './screen-excerpt.ts';
import { typeMessage } from './type-message.ts';
import { judge, judgeFacts, type TypingVerdict, type TypingWish } from './typing-verdict.ts';

/** The tries to type one message. */
export interface TypedAttempt {
  /** Tries once. */
  next(session: SessionRecord, agent: AgentV1): Promise<Delivered>;
}

/** Facts change with an event, which wakes the worker; this is for an event that was missed. */
const FACTS_WAIT_MS = 30_000;
/** A screen changes without an event. */
const SCREEN_WAIT_MS = 1_000;
const AFTER_INTERRUPT_WAIT_MS = 200;

type Wait = Extract<TypingVerdict, { type: 'wait' }>['for'] | 'unreachable';

/** Begins to type a message. */
export function createTypedAttempt(context: DeliveryContext, message: MessageRecord, urgent: UrgentInterrupt): TypedAttempt {
  const { policy, progress, options } = context;
  const { clock } = options;
  let waiting: { readonly for: Wait; readonly sinceMs: number } | null = null;

  async function next(session: SessionRecord, agent: AgentV1): Promise<Delivered> {
    const wish: TypingWish = { agent, mayInterrupt: urgent.isDue(), way: 'typed' };
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
    return act(judge(now, seen.reading, wish), { session: now, seen, terminal, agent, composer: agent.composer });
  }

  interface Scene {
    readonly session: SessionRecord;
    readonly seen: SeenScreen;
    readonly terminal: AgentTerminal;
    readonly agent: AgentV1;
    readonly composer: AgentComposer;
  }

  async function act(verdict: TypingVerdict, scene: Scene): Promise<Delivered> {
    const { session, seen } = scene;
    switch (verdict.type) {
      case 'go':
        return type(scene);
      case 'refuse':
        return refuse(verdict.reason);
      case 'interrupt':
        return interrupt(scene);
      case 'wait':
        break;
    }
    const { reason } = verdict;
    switch (verdict.for) {
      case 'session':
        return wait('session', FACTS_WAIT_MS);
      case 'dialog':
      case 'busy':
        return wait(verdict.for, urgent.isUnderWay() ? AFTER_INTERRUPT_WAIT_MS : SCREEN_WAIT_MS);
      case 'foreign':
        if (urgent.takeClearing()) return clear(scene);
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

  async function interrupt({ session, agent, terminal, composer }: Scene): Promise<Delivered> {
    if (urgent.canUseInterface(agent)) {
      const reached = await urgent.throughInterface(session, agent);
      return { type: 'wait', waitMs: reached ? AFTER_INTERRUPT_WAIT_MS : 0 };
    }
    return { type: 'wait', waitMs: (await urgent.byKeys({ terminal, composer })) ? AFTER_INTERRUPT_WAIT_MS : SCREEN_WAIT_MS };
  }

  async function type({ seen, terminal, composer }: Scene): Promise<Delivered> {
    // An agent that was interrupted gets a moment to stop before it is typed to as if it worked.
    if (urgent.isUnderWay() && seen.reading?.state === 'busy') return { type: 'wait', waitMs: AFTER_INTERRUPT_WAIT_MS };
    const text = textToDeliver(message, context.senderLine);
    const plan = composer.plan(text, { bracketedPaste: seen.screen.bracketedPaste });
    if (plan.type === 'refuse') return refuse(plan.reason);
    return { type: 'moved', submission: await typeMessage({ context, message, terminal, text, plan, whileBusy: composer.whileBusy }) };
  }

  /** An early interrupt puts the interrupted prompt back into the composer; the agent has it already, nobody wants it twice. */
  async function clear({ terminal, composer }: Scene): Promise<Delivered> {
    try {
      await terminal.write(composer.clear.bytes);
    } catch (thrown) {
      options.logger.debug('A composer could not be cleared', { sessionId: message.sessionId, error: thrown });
    }
    return { type: 'wait', waitMs: Math.max(AFTER_INTERRUPT_WAIT_MS, composer.clear.settleMs) };
  }

  function wait(reason: Wait, waitMs: DurationMs): Delivered {
    if (waiting?.for !== reason) waiting = { for: reason, sinceMs: clock.monotonic() };
    return { type: 'wait', waitMs };
  }

  function giveUpAfter(
    reason: Wait,
    limitMs: DurationMs,
    step: { readonly state: 'refused' | 'failed'; readonly evidence: string; readonly screen: string | null },
  ): Delivered {
    const waited = wait(reason, SCREEN_WAIT_MS);
    if (clock.monotonic() - (waiting?.sinceMs ?? 0) < limitMs) return waited;
    progress.move(message.id, ['queued'], step);
    return { type: 'moved', submission: null };
  }

  function refuse(evidence: string): Delivered {
    progress.move(message.id, ['queued'], { state: 'refused', evidence });
    return { type: 'moved', submission: null };
  }

  return { next };
}
