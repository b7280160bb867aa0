import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import { anything, assert, constantFrom, dictionary, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODEX_HOOK_EVENTS } from './codex-hooks.ts';
import { interpretCodexHook } from './interpret-codex-hook.ts';

const common = {
  session_id: '01a2047d-77df-7271-900d-6b4c0394af94',
  turn_id: '01a2047d-782f-7211-8551-33a190412e0f',
  transcript_path: '/home/me/.codex/sessions/2026/11/22/rollout-2026-11-22T18-21-01-01a2047d-77df-7271-900d-6b4c0394af94.jsonl',
  cwd: '/home/me/worktrees/shop-1',
  model: 'a-model',
  permission_mode: 'default',
};

function interpret(payload: Readonly<Record<string, unknown>> | string, answerChannel?: string): readonly AgentSignal[] {
  const text = typeof payload === 'string' ? payload : JSON.stringify({ ...common, ...payload });
  return interpretCodexHook({ sessionId: 'shop-1' as SessionId, launchId: 'l-1' as LaunchId, at: 1000, payload: text, answerChannel });
}

/** Without what every signal has. */
function told(payload: Readonly<Record<string, unknown>>): readonly unknown[] {
  return interpret(payload).map(({ at: _at, source: _source, evidence: _evidence, ...rest }) => rest);
}

const active = { type: 'activity', state: 'active', detail: null, correlationId: null, turnBoundary: true };
const idle = { ...active, state: 'idle' };
const alive = { type: 'alive' };

const bash = { tool_name: 'Bash', tool_input: { command: 'npm test' } };
const SUB_AGENT = { agent_id: '01a20486-e5ab-7650-9c30-a2824fed0166', agent_type: 'default' };

describe('what each event means', () => {
  test.each<[string, Readonly<Record<string, unknown>>, readonly unknown[]]>([
    [
      'the beginning of a conversation, with its first prompt',
      { hook_event_name: 'SessionStart', source: 'startup' },
      [
        { type: 'conversation', agentSessionId: common.session_id },
        { type: 'launch', state: 'ready', detail: null },
      ],
    ],
    ['a prompt', { hook_event_name: 'UserPromptSubmit', prompt: 'hello' }, [{ type: 'prompt_submitted', text: 'hello' }, active]],
    ['the end of a turn', { hook_event_name: 'Stop', stop_hook_active: false, last_assistant_message: 'done' }, [idle]],
    ['an interrupt', { hook_event_name: 'Interrupt' }, [{ ...idle, detail: 'interrupted' }]],
    ['the end of the program', { hook_event_name: 'SessionEnd', reason: 'other' }, [alive]],
    ['compaction', { hook_event_name: 'PreCompact', trigger: 'auto' }, [alive]],
    ['an event nobody asked for', { hook_event_name: 'SomethingNew' }, [alive]],
    ['an event named like a method', { hook_event_name: 'constructor' }, [alive]],
    ['a prompt for a sub-agent', { hook_event_name: 'UserPromptSubmit', prompt: 'look around', ...SUB_AGENT }, [alive]],
    ['the tool of a sub-agent', { hook_event_name: 'PreToolUse', ...bash, ...SUB_AGENT }, [alive]],
    ['the end of a sub-agent', { hook_event_name: 'SubagentStop', ...SUB_AGENT }, [alive]],
    ['the end of a turn of a sub-agent', { hook_event_name: 'Stop', ...SUB_AGENT }, [alive]],
  ])('%s', (_what, payload, signals) => {
    expect(told(payload)).toEqual(signals);
  });

  test('every signal says when, from where and by what', () => {
    expect(interpret({ hook_event_name: 'Stop' })).toEqual([{ ...idle, at: 1000, source: 'hook', evidence: 'hook Stop' }]);
  });
});

describe('a permission', () => {
  const asked = { ...bash, tool_input: { ...bash.tool_input, description: 'the tests need the network' } };
  const [request] = told({ hook_event_name: 'PermissionRequest', ...asked }) as [{ readonly correlationId: string }];

  test('blocks, with what is asked, as data; without a hook that waits it is answered in the terminal', () => {
    expect(request).toMatchObject({ state: 'blocked', detail: 'Bash: npm test', turnBoundary: false });
    expect(request.correlationId).toMatch(/^Bash:[0-9a-f]{16}$/);
    expect(request).toMatchObject({
      request: {
        id: request.correlationId,
        kind: 'permission',
        tool: 'Bash',
        input: '{"command":"npm test","description":"the tests need the network"}',
        text: 'Bash: npm test (the tests need the network)',
        choices: [],
        askedAt: 1000,
        channel: null,
      },
    });
  });

  test('can be answered while its hook waits, also that of a sub-agent', () => {
    for (const fields of [asked, { ...asked, ...SUB_AGENT }]) {
      expect(interpret({ hook_event_name: 'PermissionRequest', ...fields }, '12-0.answer')).toMatchObject([
        { request: { choices: [{ id: 'allow' }, { id: 'deny' }], channel: '12-0.answer' } },
      ]);
    }
  });

  test('is over with the end of the same tool, though the request has no id and the end has no reason', () => {
    expect(told({ hook_event_name: 'PostToolUse', ...bash, tool_use_id: 'call_1', tool_response: '' })).toEqual([
      { type: 'request_cleared', correlationId: request.correlationId },
      { ...active, detail: 'Bash: npm test', correlationId: request.correlationId, turnBoundary: false },
    ]);
  });

  test.each([
    ['another input', { ...bash, tool_input: { command: 'npm run lint' } }],
    ['another tool', { ...bash, tool_name: 'apply_patch' }],
    ['a sub-agent', { ...bash, ...SUB_AGENT }],
  ])('is not over with the end of %s', (_what, fields) => {
    expect(told({ hook_event_name: 'PostToolUse', ...fields })).not.toContainEqual({
      type: 'request_cleared',
      correlationId: request.correlationId,
    });
  });

  test('of a sub-agent blocks too, and is over with its tool', () => {
    const [blocked] = told({ hook_event_name: 'PermissionRequest', ...asked, ...SUB_AGENT }) as [{ readonly correlationId: string }];
    expect(blocked).toMatchObject({ state: 'blocked' });
    expect(told({ hook_event_name: 'PostToolUse', ...bash, ...SUB_AGENT })).toEqual([
      { type: 'request_cleared', correlationId: blocked.correlationId },
      alive,
    ]);
  });

  test.each([
    ['mcp__x__y', {}, 'mcp__x__y'],
    ['spawn_agent', { message: 'look around' }, 'spawn_agent: look around'],
    ['Bash', { command: `echo\n${'x'.repeat(1000)}` }, `Bash: echo ${'x'.repeat(288)}…`],
  ])('of %s %j is told as %j', (tool_name, tool_input, detail) => {
    expect(told({ hook_event_name: 'PermissionRequest', tool_name, tool_input })).toMatchObject([{ state: 'blocked', detail }]);
  });

  test('keeps no more than 16 KiB of an input', () => {
    const [signal] = interpret({ hook_event_name: 'PermissionRequest', tool_name: 'Bash', tool_input: { command: '漢'.repeat(50_000) } });
    const input = signal?.type === 'activity' ? (signal.request?.input ?? '') : '';
    expect(Buffer.byteLength(input)).toBeLessThanOrEqual(16 * 1024);
    expect(input).toMatch(/^\{"command":"漢+$/);
  });
});

test('a question waits for the person, without any request for permission; its answer clears it', () => {
  const question = { tool_name: 'request_user_input', tool_input: { questions: [{ id: 'c', question: 'Which colour?' }] } };
  const [asked] = told({ hook_event_name: 'PreToolUse', ...question, tool_use_id: 'call_1' }) as [{ readonly correlationId: string }];
  expect(asked).toMatchObject({
    state: 'waiting_input',
    detail: 'Which colour?',
    request: { id: asked.correlationId, kind: 'question', text: 'Which colour?', choices: [] },
  });
  expect(told({ hook_event_name: 'PostToolUse', ...question, tool_use_id: 'call_1' })[0]).toEqual({
    type: 'request_cleared',
    correlationId: asked.correlationId,
  });
});

test.each(['', 'no json', '[]', 'null', '42', '{}', '{"hook_event_name": 7}', '{"hook_event_name":'])('%j is no payload', (payload) => {
  expect(interpret(payload)).toEqual([]);
});

test('no payload makes it throw, and every detail is one short line', () => {
  const fields = dictionary(
    constantFrom('prompt', 'tool_name', 'tool_input', 'agent_id', 'session_id', 'cwd'),
    oneof(anything({ maxDepth: 2, maxKeys: 3 }), string({ unit: 'binary' })),
  );
  assert(
    property(constantFrom(...CODEX_HOOK_EVENTS), fields, (hook_event_name, payload) => {
      for (const signal of interpret(JSON.stringify({ ...payload, hook_event_name }))) {
        const detail = 'detail' in signal ? (signal.detail ?? '') : '';
        expect(detail.length).toBeLessThanOrEqual(500);
        expect(/[\u0000-\u001f\u007f-\u009f]/.test(detail)).toBe(false);
      }
    }),
  );
});
