import { oneLine } from '@ao/adapter-kit';
import type { AgentRequest, RequestChoice } from '@ao/domain';
import type { AgentSignal, AgentSignalBase, HookEntry } from '@ao/ports';

/** The events the program is told to report. */
export const SCRIPTED_HOOK_EVENTS = [
  'SessionStart',
  'UserPromptSubmit',
  'PreToolUse',
  'PostToolUse',
  'PermissionRequest',
  'Notification',
  'Stop',
  'StopFailure',
  'SubagentStart',
  'SubagentStop',
  'SessionEnd',
] as const;

const PERMISSION_CHOICES: readonly RequestChoice[] = [
  { id: 'allow', label: 'Allow it this once' },
  { id: 'deny', label: 'Do not allow it' },
];

type Payload = Readonly<Record<string, unknown>>;
type Reader = (payload: Payload, base: AgentSignalBase, entry: HookEntry) => readonly AgentSignal[];

/** Reads one payload of the scripted agent's hooks. */
export function interpretScriptedHook(entry: HookEntry): readonly AgentSignal[] {
  const payload = parse(entry.payload);
  const event = payload === null ? undefined : payload['hook_event_name'];
  if (payload === null || typeof event !== 'string') return [];
  const base: AgentSignalBase = { at: entry.at, source: 'hook', evidence: `hook ${oneLine(event, 60)}` };
  const reader = Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  return reader?.(payload, base, entry) ?? [{ ...base, type: 'alive' }];
}

const READERS: Readonly<Record<string, Reader>> = {
  SessionStart: (payload, base) => [
    { ...base, type: 'conversation', agentSessionId: textOf(payload, 'session_id') },
    { ...base, type: 'launch', state: 'ready', detail: null },
  ],
  UserPromptSubmit: (payload, base) => [
    { ...base, type: 'prompt_submitted', text: textOf(payload, 'prompt') },
    { ...base, type: 'activity', state: 'active', detail: null, correlationId: null, turnBoundary: true },
  ],
  PreToolUse: (payload, base) => [insideTurn(payload, base)],
  PostToolUse: (payload, base) => [{ ...base, type: 'request_cleared', correlationId: idOf(payload) }, insideTurn(payload, base)],
  PermissionRequest: (payload, base, entry) => [
    {
      ...base,
      type: 'activity',
      state: payload['tool_name'] === 'AskUserQuestion' ? 'waiting_input' : 'blocked',
      detail: requestOf(payload),
      correlationId: idOf(payload),
      turnBoundary: false,
      request: requestDataOf(payload, entry),
    },
  ],
  Stop: (_payload, base) => [{ ...base, type: 'activity', state: 'idle', detail: null, correlationId: null, turnBoundary: true }],
  StopFailure: (payload, base) => [
    {
      ...base,
      type: 'activity',
      state: 'idle',
      detail: oneLine(`error: ${textOf(payload, 'error')}`),
      correlationId: null,
      turnBoundary: true,
    },
  ],
};

function insideTurn(payload: Payload, base: AgentSignalBase): AgentSignal {
  const detail = oneLine(textOf(payload, 'tool_name'));
  return { ...base, type: 'activity', state: 'active', detail, correlationId: idOf(payload), turnBoundary: false };
}

function requestDataOf(payload: Payload, entry: HookEntry): AgentRequest {
  const tool = textOf(payload, 'tool_name');
  const kind = tool === 'AskUserQuestion' ? 'question' : 'permission';
  const choices = kind === 'question' ? optionsOf(payload) : PERMISSION_CHOICES;
  return {
    id: idOf(payload) ?? 'unnamed',
    kind,
    tool,
    input: JSON.stringify(payload['tool_input'] ?? {}),
    text: requestOf(payload),
    choices: entry.answerChannel === undefined ? [] : choices,
    askedAt: entry.at,
    channel: entry.answerChannel ?? null,
  };
}

function optionsOf(payload: Payload): readonly RequestChoice[] {
  const { questions } = (payload['tool_input'] ?? {}) as {
    readonly questions?: readonly { readonly options?: readonly { readonly label?: unknown }[] }[];
  };
  return (questions?.[0]?.options ?? []).map(({ label }, index) => ({ id: String(index + 1), label: String(label) }));
}

function requestOf(payload: Payload): string {
  const input = payload['tool_input'];
  const { command, questions } = (typeof input === 'object' && input !== null ? input : {}) as Payload;
  const [first] = Array.isArray(questions) ? (questions as readonly unknown[]) : [];
  const question = typeof first === 'object' && first !== null ? (first as Payload)['question'] : undefined;
  if (typeof question === 'string') return oneLine(question);
  return oneLine(`${textOf(payload, 'tool_name')}${typeof command === 'string' ? `: ${command}` : ''}`);
}

function idOf(payload: Payload): string | null {
  return textOf(payload, 'tool_use_id') || null;
}

function textOf(payload: Payload, field: string): string {
  const value = payload[field];
  return typeof value === 'string' ? value : '';
}

function parse(text: string): Payload | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : null;
  } catch {
    return null;
  }
}
