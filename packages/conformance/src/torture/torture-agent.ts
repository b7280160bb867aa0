import type { AgentComposer, AgentSignal, AgentV1, HookEntry, TypingPlan } from '@ao/ports';
import type { TortureHook } from './torture-hooks.ts';
import { readTortureScreen } from './torture-screen.ts';

/** How a tortured agent is run as a real program. */
export interface TortureAgentOptions {
  /** Absolute paths of Node and of the program; see `tortureProgram`. */
  readonly argv?: readonly string[] | undefined;
  /** Default `torture`. */
  readonly name?: string | undefined;
}

const PIECE_CHARACTERS = 200;
const TELLING_CHARACTERS = 40;
const encoder = new TextEncoder();
const typed = (text: string, settleMs: number) => ({ bytes: encoder.encode(text), settleMs });

/** The tortured agent as an agent of ao: hooks, a screen with rules, and a composer. */
export function createTortureAgent(options: TortureAgentOptions = {}): AgentV1 {
  const { argv = ['/bin/false'], name = 'torture' } = options;
  return {
    specificationVersion: 'agent-v1',
    name,
    displayName: 'Tortured agent',
    permissionModes: ['default'],
    check: () =>
      Promise.resolve({ level: 'ok', summary: 'It is there.', path: argv[0] ?? null, version: '1.0.0', remedy: null, code: null }),
    planLaunch: ({ launchId }) =>
      Promise.resolve({
        argv,
        env: {},
        promptInCommand: false,
        agentSessionId: `conversation-${launchId}`,
        expectsSignals: true,
        readyWithinMs: 30_000,
        resumes: false,
        notices: [],
      }),
    interpretHook: interpretTortureHook,
    readScreen: readTortureScreen,
    composer,
  };
}

const composer: AgentComposer = {
  acceptsWhileBusy: true,
  whileBusy: 'steered',
  plan(text, { bracketedPaste }): TypingPlan {
    const submit = typed('\r', 30);
    if (bracketedPaste && text.includes('\n')) {
      const collapses = text.split('\n').length >= 4 || text.length > 800;
      return {
        type: 'type',
        steps: [typed(`\u001b[200~${text}\u001b[201~`, 150)],
        submit,
        expectOnScreen: collapses ? '[Pasted text #' : text.slice(-TELLING_CHARACTERS),
      };
    }
    const pieces = text.match(new RegExp(`[^]{1,${PIECE_CHARACTERS}}`, 'gu')) ?? [];
    return { type: 'type', steps: pieces.map((piece) => typed(piece, 20)), submit, expectOnScreen: text.slice(-TELLING_CHARACTERS) };
  },
  clear: typed('\u0015', 20),
  interrupt: [typed('\u001b', 50)],
  acknowledgeWithinMs: 10_000,
};

/** Reads a hook of the tortured agent; anything else says nothing. */
function interpretTortureHook(entry: HookEntry): readonly AgentSignal[] {
  const hook = parse(entry.payload);
  if (hook === null) return [];
  const { event, id = null } = hook;
  const base = { at: entry.at, source: 'hook', evidence: `hook ${event}` } as const;
  const activity = { ...base, type: 'activity', detail: null, correlationId: null, turnBoundary: false } as const;
  switch (event) {
    case 'SessionStart':
      return [{ ...activity, state: 'idle', turnBoundary: true }];
    case 'UserPromptSubmit':
      return [{ ...base, type: 'prompt_submitted', text: hook.prompt ?? '' }];
    case 'PreToolUse':
      return [{ ...activity, state: 'active' }];
    case 'PermissionRequest':
      return [{ ...activity, state: 'blocked', detail: `Do you want to proceed with ${id}?`, correlationId: id }];
    case 'PostToolUse':
      return [{ ...activity, state: 'active', correlationId: id }];
    case 'SubagentStop':
      return [{ ...activity, state: 'idle' }];
    case 'Notification':
      // A reminder of what is known, or not true any more: a sign of life.
      return [{ ...base, type: 'alive' }];
    case 'Stop':
      return [{ ...activity, state: 'idle', turnBoundary: true }];
    default:
      return [];
  }
}

function parse(payload: string): TortureHook | null {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === 'object' && value !== null && 'event' in value ? (value as TortureHook) : null;
  } catch {
    return null;
  }
}
