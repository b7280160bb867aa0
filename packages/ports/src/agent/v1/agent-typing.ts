/** One step of typing: bytes to write, then a pause before the next step. */
export interface TypingStep {
  readonly bytes: Uint8Array;
  readonly settleMs: number;
}

/** How a text is put into an agent's composer and submitted, or why it must not be. */
export type TypingPlan =
  | {
      readonly type: 'type';
      /** Puts the text into the empty composer. */
      readonly steps: readonly TypingStep[];
      /** Submits what is in the composer. Written once, after the screen showed the text or its paste marker. */
      readonly submit: TypingStep;
      /** A short piece of text that must be visible in the composer before submitting; null when the agent does not echo (then the settle time counts). */
      readonly expectOnScreen: string | null;
    }
  | { readonly type: 'refuse'; readonly reason: string };

/** What an agent does with a message while it works: `queued` until its turn ends, or `steered` into the turn. */
export type BusyMessageFate = 'queued' | 'steered';

/** How messages are typed into one agent. */
export interface AgentComposer {
  /** True when the agent takes messages while it works (it queues or steers them). */
  readonly acceptsWhileBusy: boolean;
  /** What it does with a message it takes while it works; absent when that is not known. */
  readonly whileBusy?: BusyMessageFate | undefined;
  /** Plans the typing of a text that is already free of control characters. Leading `!` and `/` are made harmless or refused. */
  plan(text: string, options: { readonly bracketedPaste: boolean }): TypingPlan;
  /** Empties the composer of a text nobody wants, for example one put back by an interrupt. */
  readonly clear: TypingStep;
  /** Stops the agent's turn. */
  readonly interrupt: readonly TypingStep[];
  /** How long a submitted message may go unconfirmed before it counts as stalled. */
  readonly acknowledgeWithinMs: number;
  /** The text the agent will report for a message it took; compared after folding white space. Default: the text itself. */
  reportedText?(text: string): string;
}
