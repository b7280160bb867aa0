import { oneLine } from '@ao/adapter-kit';
import type { AgentSignal, AgentSignalBase, HookEntry } from '@ao/ports';
import { comparableText } from '../composer/claude-text.ts';
import { type ClaudeHookPayload, parseClaudeHook } from './claude-hook-payload.ts';
import { claudeRequestOf } from '../requests/claude-request.ts';
import { QUESTION_TOOL, requestIdOf, requestTextOf } from './tool-request.ts';

type Reader = (payload: ClaudeHookPayload, base: AgentSignalBase, entry: HookEntry) => readonly AgentSignal[];

/** Prompts Claude Code gives itself when something in the background ends. */
const OWN_PROMPT = /^\s*<(?:task|agent|background)-notification>/;

const LOGIN_ERRORS = new Set(['authentication_failed', 'oauth_org_not_allowed']);
const LOGIN_MESSAGE = /please run \/login|invalid api key|oauth token (?:has )?expired|not logged in/i;

/**
 * Reads one hook payload of Claude Code.
 *
 * Events that prove no state are signs of life only. Among them is Notification: what it says 6 seconds after a dialog opened,
 * PermissionRequest has said at once and better (it does not even tell a question from a permission), and `idle_prompt` comes a
 * minute after Stop.
 */
export function interpretClaudeHook(entry: HookEntry): readonly AgentSignal[] {
  const payload = parseClaudeHook(entry.payload);
  if (payload === null) return [];
  const event = payload.hook_event_name;
  const base: AgentSignalBase = { at: entry.at, source: 'hook', evidence: `hook ${oneLine(event, 60)}` };
  const reader = Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  return reader?.(payload, base, entry) ?? [{ ...base, type: 'alive' }];
}

const READERS: Readonly<Record<string, Reader>> = {
  SessionStart: (payload, base) => [
    ...(payload.session_id === undefined ? [] : [{ ...base, type: 'conversation', agentSessionId: payload.session_id } as const]),
    { ...base, type: 'launch', state: 'ready', detail: null },
  ],
  UserPromptSubmit(payload, base) {
    const active = activity(base, { state: 'active', turnBoundary: true });
    const prompt = payload.prompt ?? '';
    if (prompt === '' || OWN_PROMPT.test(prompt)) return [active];
    return [{ ...base, type: 'prompt_submitted', text: comparableText(prompt) }, active];
  },
  PreToolUse: (payload, base) => [insideTurn(payload, base)],
  PostToolUse: cleared,
  PostToolUseFailure: cleared,
  PermissionDenied: cleared,
  PermissionRequest(payload, base, entry) {
    const request = claudeRequestOf(payload, entry);
    const asked = activity(base, {
      state: payload.tool_name === QUESTION_TOOL ? 'waiting_input' : 'blocked',
      detail: requestTextOf(payload),
      correlationId: requestIdOf(payload),
      ...(request === null ? {} : { request }),
    });
    return [asked];
  },
  Stop(payload, base) {
    const running = (payload.background_tasks ?? []).filter((task) => task.type === 'subagent' && task.status === 'running').length;
    if (running === 0) return [activity(base, { state: 'idle', turnBoundary: true })];
    // It goes on by itself when they end.
    const detail = `waits for ${running} ${running === 1 ? 'sub-agent' : 'sub-agents'} in the background`;
    return [activity(base, { state: 'active', detail, turnBoundary: true })];
  },
  StopFailure(payload, base) {
    const message = payload.last_assistant_message ?? payload.error ?? 'unknown error';
    const needsLogin = LOGIN_ERRORS.has(payload.error ?? '') || LOGIN_MESSAGE.test(message);
    const detail = oneLine(needsLogin ? `needs a login: ${message}` : `stopped by an error: ${message}`);
    return [activity(base, { state: needsLogin ? 'blocked' : 'idle', detail, turnBoundary: true })];
  },
};

function cleared(payload: ClaudeHookPayload, base: AgentSignalBase): readonly AgentSignal[] {
  return [{ ...base, type: 'request_cleared', correlationId: requestIdOf(payload) }, insideTurn(payload, base)];
}

function insideTurn(payload: ClaudeHookPayload, base: AgentSignalBase): AgentSignal {
  return activity(base, { state: 'active', detail: requestTextOf(payload), correlationId: requestIdOf(payload) });
}

type ActivityFields = Pick<Extract<AgentSignal, { type: 'activity' }>, 'state'> &
  Partial<Pick<Extract<AgentSignal, { type: 'activity' }>, 'detail' | 'correlationId' | 'turnBoundary' | 'request'>>;

function activity(base: AgentSignalBase, fields: ActivityFields): AgentSignal {
  return { ...base, type: 'activity', detail: null, correlationId: null, turnBoundary: false, ...fields };
}
