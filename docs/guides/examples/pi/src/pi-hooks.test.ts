import type { LaunchId, SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { interpretPiHook } from './pi-hooks.ts';

const ID = '01a204ba-2d47-7191-98dd-81680d3f3c45';

const told = (payload: object) =>
  interpretPiHook({ sessionId: 'shop-1' as SessionId, launchId: 'l-1' as LaunchId, at: 5, payload: JSON.stringify(payload) });

/** Payloads as Pi 0.73.1 gave them to the extension. */
test.each([
  [
    'its start',
    { event: 'session_start', conversation: ID },
    [
      { type: 'conversation', agentSessionId: ID },
      { type: 'launch', state: 'ready' },
    ],
  ],
  ['a prompt', { event: 'input', text: 'hello', source: 'interactive' }, [{ type: 'prompt_submitted', text: 'hello' }]],
  ['what another extension says', { event: 'input', text: 'hello', source: 'extension' }, [{ type: 'alive' }]],
  ['the begin of a turn', { event: 'agent_start' }, [{ type: 'activity', state: 'active', turnBoundary: true }]],
  [
    'a tool',
    { event: 'tool_start', tool: 'bash', input: '{"command":"npm\\ntest"}' },
    [{ type: 'activity', state: 'active', turnBoundary: false, detail: String.raw`bash: {"command":"npm\ntest"}` }],
  ],
  ['the end of a turn', { event: 'agent_end', reason: 'stop' }, [{ type: 'activity', state: 'idle', turnBoundary: true, detail: null }]],
  ['an interrupt', { event: 'agent_end', reason: 'aborted' }, [{ type: 'activity', state: 'idle', detail: null }]],
  [
    'an error',
    { event: 'agent_end', reason: 'error', error: '400 scripted error 400' },
    [{ type: 'activity', state: 'idle', detail: 'stopped by an error: 400 scripted error 400' }],
  ],
  ['an id that could be a path', { event: 'session_start', conversation: '../x' }, []],
  ['anything else', { event: 'something new' }, []],
])('%s', (_what, payload, signals) => {
  expect(told(payload)).toMatchObject(signals);
  expect(told(payload)).toHaveLength(signals.length);
});
