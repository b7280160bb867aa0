import { LIMITED_KINDS, PULL_REQUEST_NOTE_STATES, type PullRequestNote } from '@ao/domain';
import { z } from 'zod';

const noteSchema = z.object({
  kind: z.enum(LIMITED_KINDS),
  state: z.enum(PULL_REQUEST_NOTE_STATES),
  attempt: z.number(),
  of: z.number(),
  at: z.number(),
});

/** Narrows stored JSON to the note of a pull request. */
export function asPullRequestNote(value: unknown): PullRequestNote | null {
  const result = noteSchema.safeParse(value);
  return result.success ? result.data : null;
}
