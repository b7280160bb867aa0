import { z } from 'zod';
import type { ClaudeHookPayload } from '../hooks/claude-hook-payload.ts';

const suggestionsSchema = z.array(z.looseObject({ type: z.string(), behavior: z.string().optional() }));

/** A rule Claude Code suggests, as it came. */
export type SuggestedRule = z.infer<typeof suggestionsSchema>[number];

/**
 * The rules that make Claude Code not ask for the like of this again, for the running session only. Null when it suggests none.
 *
 * Other suggestions, for example another permission mode, say more than "always allow this", and are not taken.
 */
export function sessionRules(payload: ClaudeHookPayload): readonly SuggestedRule[] | null {
  const suggestions = suggestionsSchema.safeParse(payload['permission_suggestions']).data ?? [];
  const rules = suggestions.filter(({ type, behavior }) => type === 'addRules' && behavior === 'allow');
  return rules.length === 0 ? null : rules.map((rule) => ({ ...rule, destination: 'session' }));
}
