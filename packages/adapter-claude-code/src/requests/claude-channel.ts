import { z } from 'zod';
import type { SuggestedRule } from './session-rules.ts';

const channelSchema = z.object({
  pipe: z.string(),
  rules: z.array(z.looseObject({ type: z.string(), behavior: z.string().optional() })).nullable(),
});

/** Where Claude Code waits for an answer, and what "always" would add to its rules. */
export interface ClaudeChannel {
  /** The pipe of its hook. */
  readonly pipe: string;
  readonly rules: readonly SuggestedRule[] | null;
}

/** A channel as text. */
export function channelText(channel: ClaudeChannel): string {
  return JSON.stringify(channel);
}

/** Reads the text; null when nobody waits. */
export function parseChannel(text: string | null): ClaudeChannel | null {
  try {
    return channelSchema.parse(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}
