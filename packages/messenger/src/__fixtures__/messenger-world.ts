import type { Activity, AgentName, LaunchFacts, LaunchId, MessageId, ProjectId, RuntimeHandle, RuntimeName, SessionFacts, SessionId } from '@ao/domain';
import type { AgentContact, SendRequest } from '@ao/ports';
import {
  createCountingIdentifiers,
  createFakeClock,
  createInMemoryStores,
  createProcessLife,
  createProcessStores,
  createRecordingLogger,
  createWorldFaults,
} from '@ao/testing';
import { createMessenger } from '../messenger.ts';
import type { MessengerOptions } from '../messenger-options.ts';
import { createScriptedAgent, createScriptedTui, createTuiRuntime, type ScriptedAgentOptions } from './scripted-tui.ts';

const PROJECT = 'shop' as ProjectId;
export const LAUNCH = 'l-1' as LaunchId;

/** What the agent of a world can do. */
export interface MessengerWorldOptions extends Omit<ScriptedAgentOptions, 'delivers'> {
  readonly expectsSignals?: boolean;
  /** It takes messages through an interface of its own. */
  readonly structured?: boolean;
}

/** One session whose agent is the scripted program, and one life of the daemon after the other. */
export function createMessengerWorld(abilities: MessengerWorldOptions = {}) {
  const clock = createFakeClock();
  const logger = createRecordingLogger();
  const identifiers = createCountingIdentifiers();
  const stores = createInMemoryStores({ clock });
  const tui = createScriptedTui();
  const agent = createScriptedAgent({ ...abilities, delivers: abilities.structured === true ? { tui, clock } : undefined });
  const listeners = new Set<(event: { readonly sessionId: SessionId }) => void>();
  const now = clock.now();
  stores.projects.add({ id: PROJECT, path: '/code/shop', name: 'shop', originUrl: null, defaultBranch: null, config: {}, registeredAt: now, archivedAt: null });
  const launch: LaunchFacts = {
    id: LAUNCH,
    attempt: 1,
    state: 'ready',
    startedAt: now,
    deadlineAt: now + 30_000,
    readyAt: now,
    handle: 'terminal-1' as RuntimeHandle,
    process: null,
    expectsSignals: abilities.expectsSignals ?? true,
    firstSignalAt: now,
    lastSignalAt: now,
    lastOutputAt: null,
  };
  const workspace = { state: 'absent', repositoryPath: '/code/shop', path: null, branch: null, baseRef: null, baseCommit: null, rescueRef: null, setup: 'none', setupMessage: null } as const;
  const id = stores.sessions.create(PROJECT, () => ({
    projectId: PROJECT,
    kind: 'worker',
    agent: 'scripted' as AgentName,
    runtime: 'scripted' as RuntimeName,
    permissionMode: 'default',
    model: null,
    command: null,
    issueId: null,
    spawnedBy: null,
    prompt: null,
    createdAt: now,
    displayName: null,
    phase: 'live',
    phaseDeadlineAt: null,
    workspace,
    launch,
    activity: { state: 'idle', since: now, evidenceAt: now, source: 'hook', detail: null, correlationId: null },
    requests: [],
    exit: null,
    end: null,
    agentSessionId: null,
  })).id;

  /** Changes facts, and tells it like lifecycle does. */
  function change(facts: Partial<SessionFacts> | ((before: SessionFacts) => Partial<SessionFacts>)): void {
    stores.sessions.updateFacts(id, (before) => ({ ...before, ...(typeof facts === 'function' ? facts(before) : facts) }));
    for (const listener of [...listeners]) listener({ sessionId: id });
  }
  const setActivity = (state: Activity['state'], more: Partial<Activity> = {}): void =>
    change(({ activity }) => ({ activity: { ...activity, state, since: clock.now(), evidenceAt: clock.now(), detail: null, ...more } }));
  const setLaunch = (changes: Partial<LaunchFacts>): void => change(({ launch: before }) => ({ launch: { ...(before ?? launch), ...changes } }));
  const end = (): void => {
    tui.exited = true;
    const at = clock.now();
    change(({ activity }) => ({ phase: 'ended', end: { at, reason: 'killed', message: null }, activity: { ...activity, state: 'exited', since: at } }));
  };

  /** Starts a daemon; it stops or crashes on its own. */
  function start(options: Partial<MessengerOptions> = {}) {
    const life = createProcessLife({ clock, faults: createWorldFaults() });
    const stop = new AbortController();
    const own = new Set<(event: { readonly sessionId: SessionId }) => void>();
    const messenger = createMessenger({
      stores: createProcessStores(stores, life),
      lifecycle: {
        onReaction(listener) {
          const guarded = (event: { readonly sessionId: SessionId }): void => (life.crashed ? undefined : listener(event));
          listeners.add(guarded);
          own.add(guarded);
          return { close: () => void listeners.delete(guarded) };
        },
      },
      runtimes: () => createTuiRuntime(tui, life),
      agents: () => agent,
      contact: ({ id: sessionId, launch: present }) =>
        Promise.resolve(present === null ? null : ({ sessionId, launchId: present.id } as unknown as AgentContact)),
      clock: life.clock,
      identifiers,
      logger,
      ...options,
    });
    const running = messenger.run(stop.signal);
    return {
      messenger,
      life,
      stop: () => (stop.abort(), running),
      crash() {
        life.crash();
        for (const listener of own) listeners.delete(listener);
      },
    };
  }

  const request = (text: string, more: Partial<SendRequest> = {}): SendRequest => ({ sessionId: id, text, id: null, sender: { kind: 'person' }, urgent: false, ...more });
  const message = (messageId: string) => {
    const stored = stores.messages.get(messageId as MessageId);
    if (stored === null) throw new Error(`no message ${messageId}`);
    return stored;
  };
  return {
    clock,
    logger,
    stores,
    tui,
    id,
    start,
    change,
    setActivity,
    setLaunch,
    end,
    request,
    message,
    /** The states a message went through, in order. */
    pathOf: (messageId: string) => message(messageId).receipts.map(({ state }) => state),
    lastEvidence: (messageId: string) => message(messageId).receipts.at(-1)?.evidence,
    prompt: (text: string, at = clock.now()) => ({ type: 'prompt_submitted', at, source: 'hook', evidence: 'hook UserPromptSubmit', text }) as const,
  };
}
