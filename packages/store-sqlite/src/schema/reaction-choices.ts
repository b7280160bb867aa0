import { AFTER_MERGE, REACTION_MODES } from '@ao/domain';
import { z } from 'zod';

const mode = z.enum(REACTION_MODES).optional();
const number = z.number().optional();
const names = z.array(z.string()).readonly().optional();
const limits = z
  .looseObject({ perSignature: number, perHead: number, inARow: number, coolDownMs: number, maxCoolDownMs: number })
  .optional();

/** What a project chose about reactions, as stored. */
export const reactionChoicesSchema = z.looseObject({
  modes: z.looseObject({ ci: mode, review: mode, conflict: mode, ready: mode, merged: mode, closed: mode }).optional(),
  limits: z.looseObject({ ci: limits, review: limits, conflict: limits }).optional(),
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
