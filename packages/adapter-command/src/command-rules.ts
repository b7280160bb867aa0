import { AoError } from '@ao/domain';
import { z } from 'zod';

const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'm');
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

const rulesSchema = z.strictObject({
  /** Shown once the program listens. */
  ready: pattern.optional(),
  /** Shown while it works. */
  busy: pattern.optional(),
  /** Shown while it waits for a message. */
  idle: pattern.optional(),
  /** A program that shows nothing of the kind counts as waiting when it has printed nothing for this long. */
  quietMs: z.number().int().min(100).optional(),
  /** Shown while something stands in the way of typing. */
  dialogs: z
    .array(
      z.strictObject({
        kind: z.enum(['permission', 'question', 'trust', 'login', 'update', 'other']).default('other'),
        pattern,
      }),
    )
    .optional(),
  /** What the line begins with where a message is written, for example `> `. */
  promptSign: z.string().min(1).optional(),
  /** The key that stops its work. Default `control-c`. */
  interrupt: z.enum(['escape', 'control-c']).optional(),
  /** Whether it takes messages while it works. Default false. */
  acceptsWhileBusy: z.boolean().optional(),
  /** How long it may take to start. Default 30 seconds. */
  readyWithinMs: z.number().int().min(1).optional(),
});

/**
 * What a program's screen says about it, as plain JSON: regular expressions (multi-line) over the text of the screen.
 *
 * ```json
 * { "ready": "^> ", "busy": "esc to interrupt", "idle": "^> $", "dialogs": [{ "kind": "permission", "pattern": "Allow\\?" }] }
 * ```
 */
export type CommandAgentRulesInput = z.input<typeof rulesSchema>;

/** Rules that were checked. */
export type CommandAgentRules = z.output<typeof rulesSchema>;

/**
 * Checks rules read from somewhere.
 *
 * @throws AoError `INVALID_CONFIGURATION` that names the first wrong field.
 */
export function parseCommandAgentRules(input: unknown): CommandAgentRules {
  const parsed = rulesSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AoError('INVALID_CONFIGURATION', {
    message: `The rules of a command agent are wrong at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unknown'}. Correct that field.`,
    details: { issues: parsed.error.issues },
  });
}
