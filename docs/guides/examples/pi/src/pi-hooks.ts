import { oneLine } from '@ao/adapter-kit';
import type { AgentSignal, AgentSignalBase, HookEntry } from '@ao/ports';
import { z } from 'zod';

/** What `ao-extension.mjs` reports. Anybody may write into the folder, so nothing here is believed before it is read by this. */
const payloadSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('session_start'), conversation: z.uuid() }),
  z.object({ event: z.literal('input'), text: z.string(), source: z.string() }),
  z.object({ event: z.literal('agent_start') }),
  z.object({ event: z.literal('tool_start'), tool: z.string(), input: z.string() }),
  z.object({ event: z.literal('agent_end'), reason: z.string().optional(), error: z.string().optional() }),
]);

type Payload = z.infer<typeof payloadSchema>;

/** Reads one payload; what is none of ours says nothing. */
export function interpretPiHook(entry: HookEntry): readonly AgentSignal[] {
  const payload = parse(entry.payload);
  if (payload === null) return [];
  const base: AgentSignalBase = { at: entry.at, source: 'hook', evidence: `hook ${payload.event}` };
  switch (payload.event) {
    case 'session_start':
      return [
        { ...base, type: 'conversation', agentSessionId: payload.conversation },
        { ...base, type: 'launch', state: 'ready', detail: null },
      ];
    case 'input':
      // What another extension says to Pi is nobody's message.
      return payload.source === 'interactive' ? [{ ...base, type: 'prompt_submitted', text: payload.text }] : [{ ...base, type: 'alive' }];
    case 'agent_start':
      return [activity(base, { state: 'active', detail: null, turnBoundary: true })];
    case 'tool_start':
      return [activity(base, { state: 'active', detail: oneLine(`${payload.tool}: ${payload.input}`), turnBoundary: false })];
    case 'agent_end': {
      const detail = payload.reason === 'error' ? oneLine(`stopped by an error: ${payload.error ?? 'unknown'}`) : null;
      return [activity(base, { state: 'idle', detail, turnBoundary: true })];
    }
    default:
      return [];
  }
}

function parse(text: string): Payload | null {
  try {
    return payloadSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

type Activity = Extract<AgentSignal, { type: 'activity' }>;

function activity(base: AgentSignalBase, fields: Pick<Activity, 'state' | 'detail' | 'turnBoundary'>): Activity {
  return { ...base, type: 'activity', correlationId: null, ...fields };
}
