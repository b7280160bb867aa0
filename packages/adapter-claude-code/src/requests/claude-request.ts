import { AGENT_REQUEST_INPUT_MAX_BYTES, type AgentRequest, type RequestChoice, utf8Length } from '@ao/domain';
import { oneLine } from '@ao/adapter-kit';
import type { HookEntry } from '@ao/ports';
import type { ClaudeHookPayload } from '../hooks/claude-hook-payload.ts';
import { PLAN_TOOL, QUESTION_TOOL, requestIdOf, requestTextOf } from '../hooks/tool-request.ts';
import { channelText } from './claude-channel.ts';
import { onlyQuestion } from './claude-question.ts';
import { sessionRules } from './session-rules.ts';

const ALLOW: RequestChoice = { id: 'allow', label: 'Allow it this once' };
const ALLOW_ALWAYS: RequestChoice = { id: 'allow-always', label: 'Allow it, and do not ask for the like again in this session' };
const DENY: RequestChoice = { id: 'deny', label: 'Do not allow it' };

/** What a `PermissionRequest` hook asks, as data; null when it names no tool. */
export function claudeRequestOf(payload: ClaudeHookPayload, entry: HookEntry): AgentRequest | null {
  const id = requestIdOf(payload);
  if (id === null) return null;
  const { tool_name: tool = null } = payload;
  const rules = sessionRules(payload);
  const input = payload.tool_input === undefined ? null : JSON.stringify(payload.tool_input);
  return {
    id,
    kind: tool === QUESTION_TOOL ? 'question' : 'permission',
    tool: tool === null ? null : oneLine(tool, 100),
    input,
    text: requestTextOf(payload),
    choices: entry.answerChannel === undefined ? [] : choicesOf(payload, { input, mayAllowAlways: rules !== null }),
    askedAt: entry.at,
    channel: entry.answerChannel === undefined ? null : channelText({ pipe: entry.answerChannel, rules }),
  };
}

/** A plan takes no approval from a hook: its dialog stays. */
function choicesOf(
  payload: ClaudeHookPayload,
  { input, mayAllowAlways }: { readonly input: string | null; readonly mayAllowAlways: boolean },
): readonly RequestChoice[] {
  if (payload.tool_name === PLAN_TOOL) return [];
  if (payload.tool_name !== QUESTION_TOOL) return mayAllowAlways ? [ALLOW, ALLOW_ALWAYS, DENY] : [ALLOW, DENY];
  const question = onlyQuestion(payload.tool_input);
  // The answer goes back together with the questions, so they must not have been cut.
  if (question === null || utf8Length(input ?? '') > AGENT_REQUEST_INPUT_MAX_BYTES) return [];
  return question.options.map(({ label, description }, index) => ({
    id: String(index + 1),
    label: oneLine(description === undefined || description === '' ? label : `${label}: ${description}`, 200),
  }));
}
