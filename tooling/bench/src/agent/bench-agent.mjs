/**
 * The agent `bench`, for `AO_AGENT_MODULES`: runs whatever command the session names, and takes hooks of the usual shape. It has neither a
 * screen to be read nor notes of its own, so that nothing but what is measured happens.
 */

/** Starts fast, does nothing, and never ends by itself. */
const IDLE_COMMAND = ['/bin/sleep', 'infinity'];

const ACTIVITY_OF_EVENT = { UserPromptSubmit: 'active', Stop: 'idle' };

/** @returns {import('@ao/ports').AgentV1} */
export function createAgent() {
  return {
    specificationVersion: 'agent-v1',
    name: 'bench',
    displayName: 'Bench',
    permissionModes: ['default'],
    check: async () => ({ level: 'ok', summary: 'There is nothing to check.', path: null, version: null, remedy: null, code: null }),
    planLaunch: async (request) => ({
      argv: request.command ?? IDLE_COMMAND,
      env: { AO_SPOOL: request.spoolDirectory },
      promptInCommand: true,
      agentSessionId: null,
      expectsSignals: true,
      readyWithinMs: 600_000,
      resumes: false,
      notices: [],
    }),
    interpretHook({ at, payload }) {
      const { hook_event_name: event } = JSON.parse(payload);
      const base = { at, source: /** @type {const} */ ('hook'), evidence: `hook ${event}` };
      if (event === 'SessionStart') return [{ ...base, type: 'launch', state: 'ready', detail: null }];
      const state = ACTIVITY_OF_EVENT[event];
      if (state === undefined) return [{ ...base, type: 'alive' }];
      return [{ ...base, type: 'activity', state, detail: null, correlationId: null, turnBoundary: true }];
    },
  };
}
