import type { AgentRequest, LaunchId, SessionId } from '@ao/domain';
import { anything, assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpretClaudeHook } from '../hooks/interpret-claude-hook.ts';
import { answerClaudeRequest, releaseClaudeRequest } from './answer-claude-request.ts';
import { parseChannel } from './claude-channel.ts';
import { claudeDecision } from './claude-decision.ts';

const PIPE = '4711-0.answer';
const bash = { tool_name: 'Bash', tool_input: { command: 'npm test' } };
const options = [{ label: 'Red', description: 'warm' }, { label: 'Blue' }];
const question = { tool_name: 'AskUserQuestion', tool_input: { questions: [{ question: 'Which colour?', header: 'Colour', options }] } };
const rule = {
  type: 'addRules',
  rules: [{ toolName: 'Bash', ruleContent: 'npm test:*' }],
  behavior: 'allow',
  destination: 'localSettings',
};
const mode = { type: 'setMode', mode: 'acceptEdits', destination: 'session' };

function requestOf(payload: object, answerChannel: string | undefined = PIPE): AgentRequest | undefined {
  const entry = { sessionId: 'shop-1' as SessionId, launchId: 'l-1' as LaunchId, at: 1000, answerChannel };
  const text = JSON.stringify({ hook_event_name: 'PermissionRequest', ...payload });
  const [signal] = interpretClaudeHook({ ...entry, payload: text });
  return signal?.type === 'activity' ? signal.request : undefined;
}

const choiceIds = (request: AgentRequest | undefined) => request?.choices.map(({ id }) => id);

function decisionOf(payload: object, choice: string, message: string | null = null): unknown {
  const request = requestOf(payload);
  const channel = parseChannel(request?.channel ?? null);
  if (request === undefined || channel === null) throw new Error('It asks nothing.');
  const line = claudeDecision(request, { choice, message }, channel);
  return line === null
    ? null
    : (JSON.parse(line) as { readonly hookSpecificOutput: { readonly decision: unknown } }).hookSpecificOutput.decision;
}

describe('what is asked', () => {
  test('is told with its tool, input and choices', () => {
    expect(requestOf(bash)).toMatchObject({
      id: expect.stringMatching(/^Bash:[0-9a-f]{16}$/),
      kind: 'permission',
      tool: 'Bash',
      input: '{"command":"npm test"}',
      text: 'Bash: npm test',
      askedAt: 1000,
    });
    expect(choiceIds(requestOf(bash))).toEqual(['allow', 'deny']);
  });

  test.each<[string, object, readonly string[]]>([
    ['a rule for the like of it', { ...bash, permission_suggestions: [rule] }, ['allow', 'allow-always', 'deny']],
    ['only another mode', { ...bash, permission_suggestions: [mode] }, ['allow', 'deny']],
    ['a rule that forbids', { ...bash, permission_suggestions: [{ ...rule, behavior: 'deny' }] }, ['allow', 'deny']],
    ['nothing readable', { ...bash, permission_suggestions: 'x' }, ['allow', 'deny']],
  ])('may be allowed always where Claude Code suggests %s', (_what, payload, choices) => {
    expect(choiceIds(requestOf(payload))).toEqual(choices);
  });

  test('is answered by one option of a single question', () => {
    expect(requestOf(question)).toMatchObject({
      kind: 'question',
      choices: [
        { id: '1', label: 'Red: warm' },
        { id: '2', label: 'Blue' },
      ],
    });
  });

  const [asked] = question.tool_input.questions;
  test.each<[string, object]>([
    ['several questions', { ...question, tool_input: { questions: [asked, asked] } }],
    ['a question with several answers', { ...question, tool_input: { questions: [{ ...asked, multiSelect: true }] } }],
    ['a question longer than what is kept', { ...question, tool_input: { questions: [{ ...asked, preview: 'x'.repeat(20_000) }] } }],
    ['a question nobody understands', { ...question, tool_input: { questions: 'x' } }],
    ['the approval of a plan', { tool_name: 'ExitPlanMode', tool_input: { plan: 'x' } }],
  ])('%s is answered in the terminal', (_what, payload) => {
    expect(requestOf(payload)).toMatchObject({ choices: [], channel: expect.stringContaining(PIPE) });
  });

  test('without a hook that waits is answered in the terminal', () => {
    const { payload: _payload, ...entry } = { payload: '', sessionId: 'shop-1' as SessionId, launchId: 'l-1' as LaunchId, at: 1000 };
    const [signal] = interpretClaudeHook({ ...entry, payload: JSON.stringify({ hook_event_name: 'PermissionRequest', ...bash }) });
    expect(signal).toMatchObject({ request: { choices: [], channel: null } });
  });
});

describe('the decision', () => {
  test.each<[string, object, string, string | null, unknown]>([
    ['allows', bash, 'allow', null, { behavior: 'allow' }],
    ['denies with words', bash, 'deny', 'use staging', { behavior: 'deny', message: 'use staging' }],
    ['denies', bash, 'deny', null, { behavior: 'deny', message: 'A person looked at this and did not allow it.' }],
    [
      'allows always, for this session and nothing else',
      { ...bash, permission_suggestions: [mode, rule] },
      'allow-always',
      null,
      { behavior: 'allow', updatedPermissions: [{ ...rule, destination: 'session' }] },
    ],
    ['answers', question, '2', null, { behavior: 'allow', updatedInput: { ...question.tool_input, answers: { 'Which colour?': 'Blue' } } }],
    ['is none for a choice that is not there', bash, 'allow-always', null, null],
    ['is none for an option that is not there', question, '3', null, null],
    ['is none for a permission given to a question', question, 'allow', null, null],
  ])('%s', (_what, payload, choice, message, decision) => {
    expect(decisionOf(payload, choice, message)).toEqual(decision);
  });
});

describe('a request nobody waits for', () => {
  const contact = {
    sessionId: 'shop-1' as SessionId,
    launchId: 'l-1' as LaunchId,
    process: null,
    agentSessionId: null,
    worktreePath: '/w',
    privateDirectory: '/p',
    spoolDirectory: '/nonexistent',
    env: {},
  };

  test.each<[string, Partial<AgentRequest>, string]>([
    ['without a pipe', { channel: null }, 'no hook waits for it'],
    ['with a channel of another adapter', { channel: 'port 1' }, 'no hook waits for it'],
    ['whose hook has ended', {}, 'its hook waits no more'],
  ])('%s is gone', async (_what, changes, reason) => {
    const request = { ...(requestOf(bash) as AgentRequest), ...changes };
    expect(await answerClaudeRequest({ ...contact, request, answer: { choice: 'allow', message: null } })).toEqual({
      type: 'gone',
      reason,
    });
    await expect(releaseClaudeRequest({ ...contact, request })).resolves.toBeUndefined();
  });

  test('and a choice it does not have was surely not given', async () => {
    const request = requestOf(bash) as AgentRequest;
    expect(await answerClaudeRequest({ ...contact, request, answer: { choice: '7', message: null } })).toMatchObject({
      type: 'unavailable',
    });
  });
});

test('no payload makes it throw', () => {
  assert(
    property(anything(), anything(), (tool_input, permission_suggestions) => {
      requestOf({ tool_name: 'Bash', tool_input, permission_suggestions });
      requestOf({ tool_name: 'AskUserQuestion', tool_input, permission_suggestions });
    }),
  );
});
