import { oneLine } from '@ao/adapter-kit';
import type { AgentSignal, AgentSignalBase, HookEntry } from '@ao/ports';
import { type CodexHookPayload, parseCodexHook } from './codex-hook-payload.ts';
import { agentRequestOf, QUESTION_TOOL, requestIdOf, requestTextOf } from './tool-request.ts';

/** The pipe a hook waits at for an answer; null when it does not wait. */
type Channel = string | null;

type Reader = (payload: CodexHookPayload, base: AgentSignalBase, channel: Channel) => readonly AgentSignal[];

/**
 * Reads one hook payload of Codex.
 *
 * - events that prove no state (of compaction, of the end of the program) are signs of life only
 * - so is what a sub-agent does, prompts included: it is neither a message taken nor a turn. What it asks blocks all the same
 * - a turn that ends with an error runs no hook; the record of the conversation tells of it
 */
export function interpretCodexHook(entry: HookEntry): readonly AgentSignal[] {
  const payload = parseCodexHook(entry.payload);
  if (payload === null) return [];
  const event = payload.hook_event_name;
  const base: AgentSignalBase = { at: entry.at, source: 'hook', evidence: `hook ${oneLine(event, 60)}` };
  const readers = payload.agent_id === undefined ? READERS : SUB_AGENT_READERS;
  const reader = Object.hasOwn(readers, event) ? readers[event] : undefined;
  return reader?.(payload, base, entry.answerChannel ?? null) ?? [{ ...base, type: 'alive' }];
}

const READERS: Readonly<Record<string, Reader>> = {
  // Runs with the first prompt, not at the start of the program; again after `/new`, `/clear`, and when a conversation is resumed.
  SessionStart: (payload, base) => [
    ...(payload.session_id === undefined ? [] : [{ ...base, type: 'conversation', agentSessionId: payload.session_id } as const]),
    { ...base, type: 'launch', state: 'ready', detail: null },
  ],
  UserPromptSubmit(payload, base) {
    const active = activity(base, { state: 'active', turnBoundary: true });
    const { prompt = '' } = payload;
    return prompt === '' ? [active] : [{ ...base, type: 'prompt_submitted', text: prompt }, active];
  },
  PreToolUse(payload, base) {
    return [payload.tool_name === QUESTION_TOOL ? asking(payload, base, 'question', null) : insideTurn(payload, base)];
  },
  PermissionRequest: (payload, base, channel) => [asking(payload, base, 'permission', channel)],
  PostToolUse: (payload, base) => [cleared(payload, base), insideTurn(payload, base)],
  Stop: (_payload, base) => [activity(base, { state: 'idle', turnBoundary: true })],
  Interrupt: (_payload, base) => [activity(base, { state: 'idle', turnBoundary: true, detail: 'interrupted' })],
};

const SUB_AGENT_READERS: Readonly<Record<string, Reader>> = {
  PermissionRequest: (payload, base, channel) => [asking(payload, base, 'permission', channel)],
  PostToolUse: (payload, base) => [cleared(payload, base), { ...base, type: 'alive' }],
};

function asking(payload: CodexHookPayload, base: AgentSignalBase, kind: 'permission' | 'question', channel: Channel): AgentSignal {
  return activity(base, {
    state: kind === 'question' ? 'waiting_input' : 'blocked',
    detail: requestTextOf(payload),
    correlationId: requestIdOf(payload),
    request: agentRequestOf(payload, { kind, askedAt: base.at, channel }),
  });
}

function cleared(payload: CodexHookPayload, base: AgentSignalBase): AgentSignal {
  return { ...base, type: 'request_cleared', correlationId: requestIdOf(payload) };
}

function insideTurn(payload: CodexHookPayload, base: AgentSignalBase): AgentSignal {
  return activity(base, { state: 'active', detail: requestTextOf(payload), correlationId: requestIdOf(payload) });
}

type ActivitySignal = Extract<AgentSignal, { type: 'activity' }>;

function activity(
  base: AgentSignalBase,
  fields: Pick<ActivitySignal, 'state'> & Partial<Pick<ActivitySignal, 'detail' | 'correlationId' | 'turnBoundary' | 'request'>>,
): AgentSignal {
  return { ...base, type: 'activity', detail: null, correlationId: null, turnBoundary: false, ...fields };
}
