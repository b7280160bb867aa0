import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/** What of a hook's payload matters here. Wrong types count as missing: a new version must not make the old parts unreadable. */
const payloadSchema = z.looseObject({
  hook_event_name: z.string(),
  session_id: text,
  cwd: text,
  prompt: text,
  /** Set for everything a sub-agent does; `session_id` is that of the whole conversation all the same. */
  agent_id: text,
  tool_name: text,
  /** The request for permission carries none. */
  tool_use_id: text,
  tool_input: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/** One payload of a hook of Codex. */
export type CodexHookPayload = z.infer<typeof payloadSchema>;

/** Reads a payload; null when it is not one. */
export function parseCodexHook(payload: string): CodexHookPayload | null {
  try {
    return payloadSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
