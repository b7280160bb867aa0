import { AFTER_MERGE, REACTION_MODES, type ReactionChoices } from '@ao/domain';
import { z } from 'zod';

const mode = z.enum(REACTION_MODES).optional();
const number = z.number().finite().nonnegative().optional();
const names = z.array(z.string()).readonly().optional();
const limits = z
  .strictObject({ perSignature: number, perHead: number, inARow: number, coolDownMs: number, maxCoolDownMs: number })
  .optional();

const choicesSchema = z.strictObject({
  modes: z.strictObject({ ci: mode, review: mode, conflict: mode, ready: mode, merged: mode, closed: mode }).optional(),
  limits: z.strictObject({ ci: limits, review: limits, conflict: limits }).optional(),
  afterMerge: z.enum(AFTER_MERGE).optional(),
  listenTo: names,
  ignoredChecks: names,
  gatherMs: number,
  suitePatienceMs: number,
  stableForMs: number,
  unansweredAfterMs: number,
  freshForMs: number,
  messageMaxBytes: number,
});

/** Reads choices as they were stored. Null for anything that is none: what the level above says then holds. */
export function parseReactionChoices(stored: unknown): ReactionChoices | null {
  const result = choicesSchema.safeParse(stored);
  return result.success ? result.data : null;
}
