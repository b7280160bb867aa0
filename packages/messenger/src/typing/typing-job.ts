import type { MessageRecord } from '@ao/domain';
import type { BusyMessageFate, TypingPlan } from '@ao/ports';
import type { DeliveryContext } from '../delivery-context.ts';
import type { AgentTerminal } from './agent-terminal.ts';

/** One message, to be typed into one terminal by one plan. */
export interface TypingJob {
  readonly context: DeliveryContext;
  readonly message: MessageRecord;
  readonly terminal: AgentTerminal;
  /** The text as it is delivered, with the line that names its sender. */
  readonly text: string;
  readonly plan: Extract<TypingPlan, { type: 'type' }>;
  /** What the agent does with it when it is at work; undefined when that is not known. */
  readonly whileBusy: BusyMessageFate | undefined;
}
