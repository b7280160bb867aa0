import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import { anything, assert, constantFrom, dictionary, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLAUDE_HOOK_EVENTS } from '../launch/claude-settings.ts';
import { interpretClaudeHook } from './interpret-claude-hook.ts';

const common = {
  session_id: 'cd0824e7-51b3-4b07-9cc3-fc89d14777e6',
  transcript_path: '/home/me/.claude/projects/-home-me-shop/cd0824e7.jsonl',
  cwd: '/home/me/worktrees/shop-1',
  prompt_id: '25951b14-dca8-4544-84bb-25099f480f9f',
  permission_mode: 'default',
};

function interpret(payload: Readonly<Record<string, unknown>> | string): readonly AgentSignal[] {
  const text = typeof payload === 'string' ? payload : JSON.stringify({ ...common, ...payload });
  return interpretClaudeHook({ sessionId: 'shop-1' as SessionId, launchId: 'l-1' as LaunchId, at: 1000, payload: text });
}

/** Without what every signal has. */
function told(payload: Readonly<Record<string, unknown>>): readonly unknown[] {
  return interpret(payload).map(({ at: _at, source: _source, evidence: _evidence, ...rest }) => rest);
}

const active = { type: 'activity', state: 'active', detail: null, correlationId: null, turnBoundary: true };
const idle = { ...active, state: 'idle' };
const alive = { type: 'alive' };

const bash = { tool_name: 'Bash', tool_input: { command: 'npm test', description: 'Run the tests' } };
const question = { questions: [{ question: 'Which colour?', header: 'Colour', options: [{ label: 'Red' }, { label: 'Blue' }] }] };

describe('what each event means', () => {
  test.each<[string, Readonly<Record<string, unknown>>, readonly unknown[]]>([
    [
      'a start',
      { hook_event_name: 'SessionStart', source: 'startup', model: 'claude-opus-5-5' },
      [
        { type: 'conversation', agentSessionId: common.session_id },
        { type: 'launch', state: 'ready', detail: null },
      ],
    ],
    ['a prompt', { hook_event_name: 'UserPromptSubmit', prompt: 'hello' }, [{ type: 'prompt_submitted', text: 'hello' }, active]],
    [
      'the end of a sub-agent, told to itself as a prompt',
      { hook_event_name: 'UserPromptSubmit', prompt: '<task-notification>\n<task-id>a49</task-id>' },
      [active],
    ],
    ['the end of a turn', { hook_event_name: 'Stop', stop_hook_active: false, background_tasks: [] }, [idle]],
    [
      'the end of a turn while a sub-agent goes on',
      { hook_event_name: 'Stop', background_tasks: [{ id: 'a', type: 'subagent', status: 'running' }] },
      [{ ...active, detail: 'waits for 1 sub-agent in the background' }],
    ],
    [
      'the end of a turn while a server goes on in the shell',
      { hook_event_name: 'Stop', background_tasks: [{ id: 'a', type: 'shell', status: 'running' }] },
      [idle],
    ],
    [
      'an error of the model',
      { hook_event_name: 'StopFailure', error: 'unknown', last_assistant_message: 'API Error: 529 overloaded' },
      [{ ...idle, detail: 'stopped by an error: API Error: 529 overloaded' }],
    ],
    [
      'a login that is missing or has expired',
      { hook_event_name: 'StopFailure', error: 'authentication_failed', last_assistant_message: 'Not logged in · Please run /login' },
      [{ ...idle, state: 'blocked', detail: 'needs a login: Not logged in · Please run /login' }],
    ],
    ['a reminder of a dialog', { hook_event_name: 'Notification', notification_type: 'permission_prompt' }, [alive]],
    ['a reminder that it is idle', { hook_event_name: 'Notification', notification_type: 'idle_prompt' }, [alive]],
    ['the end of a sub-agent', { hook_event_name: 'SubagentStop', agent_id: 'a49' }, [alive]],
    ['the end of the program', { hook_event_name: 'SessionEnd', reason: 'other' }, [alive]],
    ['an event nobody asked for', { hook_event_name: 'SomethingNew' }, [alive]],
    ['an event named like a method', { hook_event_name: 'constructor' }, [alive]],
  ])('%s', (_what, payload, signals) => {
    expect(told(payload)).toEqual(signals);
  });

  test('every signal says when, from where and by what', () => {
    expect(interpret({ hook_event_name: 'Stop' })).toEqual([{ ...idle, at: 1000, source: 'hook', evidence: 'hook Stop' }]);
  });
});

describe('a permission', () => {
  const request = told({ hook_event_name: 'PermissionRequest', ...bash })[0] as { correlationId: string };

  test('blocks, with what is asked', () => {
    expect(request).toMatchObject({ state: 'blocked', detail: 'Bash: npm test', turnBoundary: false });
    expect(request.correlationId).toMatch(/^Bash:[0-9a-f]{16}$/);
  });

  test.each(['PostToolUse', 'PostToolUseFailure', 'PermissionDenied'])(
    'is over with %s of the same tool and input, though the request has no id',
    (event) => {
      expect(told({ hook_event_name: event, ...bash, tool_use_id: 'toolu_1', tool_response: {} })).toEqual([
        { type: 'request_cleared', correlationId: request.correlationId },
        { ...active, detail: 'Bash: npm test', correlationId: request.correlationId, turnBoundary: false },
      ]);
    },
  );

  test.each([
    ['another input', { ...bash, tool_input: { command: 'npm run lint' } }],
    ['another tool', { ...bash, tool_name: 'Write' }],
    ['a sub-agent', { ...bash, agent_id: 'a49' }],
  ])('is not over with the end of %s', (_what, fields) => {
    expect(told({ hook_event_name: 'PostToolUse', ...fields })).not.toContainEqual({
      type: 'request_cleared',
      correlationId: request.correlationId,
    });
  });

  test.each([
    ['Write', { file_path: '/home/me/worktrees/shop-1/src/a.ts', content: 'x' }, 'Write: src/a.ts'],
    ['Read', { file_path: '/etc/passwd' }, 'Read: /etc/passwd'],
    ['WebFetch', { url: 'https://example.com', prompt: 'sum up' }, 'WebFetch: https://example.com'],
    ['mcp__x__y', {}, 'mcp__x__y'],
    ['ExitPlanMode', { plan: 'a long plan' }, 'asks whether its plan is good'],
    ['Bash', { command: `echo\n${'x'.repeat(1000)}` }, `Bash: echo ${'x'.repeat(288)}…`],
  ])('of %s %j is told as %j', (tool_name, tool_input, detail) => {
    expect(told({ hook_event_name: 'PermissionRequest', tool_name, tool_input })).toMatchObject([{ state: 'blocked', detail }]);
  });
});

test('a question waits for the person; its answer, which changes the input, clears it', () => {
  const [asked] = told({ hook_event_name: 'PermissionRequest', tool_name: 'AskUserQuestion', tool_input: question }) as [
    { correlationId: string },
  ];
  expect(asked).toMatchObject({ state: 'waiting_input', detail: 'Which colour?' });
  const answered = { ...question, answers: { 'Which colour?': 'Red' }, annotations: {} };
  expect(told({ hook_event_name: 'PostToolUse', tool_name: 'AskUserQuestion', tool_input: answered })[0]).toEqual({
    type: 'request_cleared',
    correlationId: asked.correlationId,
  });
});

test('what a prompt looks like on its way back does not matter', () => {
  const [signal] = interpret({ hook_event_name: 'UserPromptSubmit', prompt: 'cafe\u0301 \u200bwith ❤️' });
  expect(signal).toMatchObject({ type: 'prompt_submitted', text: 'café with ❤' });
});

test.each(['', 'no json', '[]', 'null', '42', '{}', '{"hook_event_name": 7}', '{"hook_event_name":'])('%j is no payload', (payload) => {
  expect(interpret(payload)).toEqual([]);
});

test('no payload makes it throw, and every detail is one short line', () => {
  const fields = dictionary(
    constantFrom('prompt', 'tool_name', 'tool_input', 'error', 'last_assistant_message', 'background_tasks', 'session_id', 'cwd'),
    oneof(anything({ maxDepth: 2, maxKeys: 3 }), string({ unit: 'binary' })),
  );
  assert(
    property(constantFrom(...CLAUDE_HOOK_EVENTS), fields, (hook_event_name, payload) => {
      for (const signal of interpret(JSON.stringify({ ...payload, hook_event_name }))) {
        const detail = 'detail' in signal ? (signal.detail ?? '') : '';
        expect(detail.length).toBeLessThanOrEqual(500);
        expect(/[\u0000-\u001f\u007f-\u009f]/.test(detail)).toBe(false);
      }
    }),
  );
  assert(
    property(string({ unit: 'binary' }), (payload) => {
      expect(interpret(payload)).toEqual([]);
    }),
  );
});
