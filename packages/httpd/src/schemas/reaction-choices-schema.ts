import { z } from '@hono/zod-openapi';
import { AFTER_MERGE, REACTION_MODES } from '@ao/domain';
import { countSchema } from './value-schemas.ts';

const mode = z.enum(REACTION_MODES).optional();

const limits = z
  .strictObject({
    perSignature: countSchema.optional().describe('Messages that tell the same. Default 1.'),
    perHead: countSchema.optional().describe('Messages while the head commit stays the same.'),
    inARow: countSchema.optional().describe('Messages since all was last well; then people are told.'),
    coolDownMs: countSchema.optional().describe('The least time between two messages; it doubles with each in a row.'),
    maxCoolDownMs: countSchema.optional(),
  })
  .openapi('ReactionLimits')
  .optional();

/** What a project or session sets about reactions. Unknown keys are refused. */
export const reactionChoicesSchema = z
  .strictObject({
    modes: z
      .strictObject({ ci: mode, review: mode, conflict: mode, ready: mode, merged: mode, closed: mode })
      .optional()
      .describe('`off`: nothing is done. `notify`: people are told. `send`: the agent is told, people when that leads nowhere.'),
    limits: z.strictObject({ ci: limits, review: limits, conflict: limits }).optional(),
    afterMerge: z.enum(AFTER_MERGE).optional().describe('What is done with a session whose last pull request was merged.'),
    listenTo: z.array(z.string()).optional().describe('Bots, and accounts of the token, whose words are for the agent.'),
    ignoredChecks: z.array(z.string()).optional().describe('Checks that are never told, by `name` or `workflow / name`.'),
    gatherMs: countSchema.optional(),
    suitePatienceMs: countSchema.optional(),
    stableForMs: countSchema.optional(),
    unansweredAfterMs: countSchema.optional(),
    freshForMs: countSchema.optional(),
    messageMaxBytes: countSchema.optional(),
  })
  .openapi('ReactionChoices');
