import type { BusyMessageFate } from '@ao/ports';

const FATE_NOTE = {
  queued: '; it was working, and has queued it until its turn ends',
  steered: '; it was working, and takes it into its turn',
} as const satisfies Record<BusyMessageFate, string>;

/** What a receipt says of a message that reached an agent at work; empty for one that was not. */
export function busyNote(wasBusy: boolean, fate: BusyMessageFate | undefined): string {
  if (!wasBusy) return '';
  return fate === undefined ? '; the agent was working' : FATE_NOTE[fate];
}
