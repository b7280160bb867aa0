/** Where a session stands in the queue, as far as it is shown. */
export interface ShownPlace {
  readonly position: number;
  readonly heldBy: string;
  readonly text: string;
}

/** The place and what it waits for: `place 2: 5 of 5 sessions run (AO_MAX_RUNNING)`. */
export function placeText({ position, heldBy, text }: ShownPlace): string {
  if (heldBy === 'turn') return 'about to be started';
  return `place ${position}${heldBy === 'project_limit' ? ' of its project' : ''}: ${text.replace(/\.$/, '')}`;
}
