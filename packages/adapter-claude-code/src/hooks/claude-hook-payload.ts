import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/** What of a hook's payload matters here. Wrong types count as missing: a new version must not make the old parts unreadable. */
const payloadSchema = z.looseObject({
  hook_event_name: z.string(),
  session_id: text,
  prompt: text,
  source: text,
  reason: text,
  tool_name: text,
  tool_input: z.record(z.string(), z.unknown()).optional().catch(undefined),
  agent_id: text,
  notification_type: text,
  error: text,
  last_assistant_message: text,
  background_tasks: z
    .array(z.looseObject({ type: text, status: text }))
    .optional()
    .catch(undefined),
});

/** One payload of a hook of Claude Code. */
export type ClaudeHookPayload = z.infer<typeof payloadSchema>;

/** Reads a payload; null when it is not one. */
export function parseClaudeHook(payload: string): ClaudeHookPayload | null {
  try {
    return payloadSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
