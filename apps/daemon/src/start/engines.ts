import { createHookSpool, createMachineMemory, createRandomIdentifiers, readBootId } from '@ao/adapter-kit';
import { createChangeLogRetention, createEventFeed } from '@ao/cdc';
import type { SessionId } from '@ao/domain';
import { createLifecycle } from '@ao/lifecycle';
import { createMessenger } from '@ao/messenger';
import { createActivityObserver, createSightingLedger } from '@ao/observe-activity';
import { createRuntimeObserver } from '@ao/observe-runtime';
import { createOrchestratorWakes } from '@ao/orchestration';
import { createPullRequestObserver, paceFrom } from '@ao/observe-scm';
import { createAgentContacts, createRequestRelease, createSessionManager, createTerminalSweep } from '@ao/session-manager';
import type { AgentEnvironment } from '../environment/agent-environment.ts';
import { createRetention } from '../maintenance/retention.ts';
import { createNotices } from '../notifications/create-notices.ts';
import { createSessionFolders } from '../sessions/session-folders.ts';
import type { Adapters } from './adapters.ts';
import { machineFacts } from './machine-facts.ts';
import type { OpenHome } from './open-home.ts';

/** What the engines need beyond the home and the adapters. */
export interface EngineOptions {
  readonly opened: OpenHome;
  readonly adapters: Adapters;
  readonly environment: AgentEnvironment;
  /** What an agent needs to reach the daemon in its own name. */
  readonly sessionTokens: (id: SessionId) => Readonly<Record<string, string>>;
  /** The environment this daemon was started with. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder with the `ao` that belongs to this daemon; null when it is not known. */
  readonly binaryDirectory: string | null;
}

/** Makes the engines and observers. Nothing runs yet. */
export function createEngines({ opened, adapters, environment, env, sessionTokens, binaryDirectory }: EngineOptions) {
  const { config, home, clock, logger, stores } = opened;
  const { agents, runtimes, workspace, scm } = adapters;
  const part = (name: string) => logger.child({ part: name });
  const agentNamed = (name: string) => agents.get(name) ?? null;
  const runtimeNamed = (name: string) => runtimes.get(name) ?? null;
  const identifiers = createRandomIdentifiers();
  const spool = createHookSpool({ directory: home.sessionsDirectory });
  const feed = createEventFeed({ changeLog: stores.changeLog, clock, logger: part('cdc') });
  const lifecycle = createLifecycle({ stores, clock, logger: part('lifecycle') });
  const folders = createSessionFolders(home);
  const machine = machineFacts(home.home, binaryDirectory);
  const complete = () => environment.complete();
  const notices = createNotices({
    stores,
    lifecycle,
    identifiers,
    environment: complete,
    env,
    home: home.home,
    clock,
    logger: part('notices'),
  });
  const contact = createAgentContacts({ stores, folders, spool, machine, sessionTokens, environment: complete });
  const sightings = createSightingLedger();
  const common = { stores, lifecycle, clock, runtimes: runtimeNamed, agents: agentNamed };
  const messenger = createMessenger({ ...common, contact, identifiers, logger: part('messenger') });
  const manager = createSessionManager({
    stores,
    lifecycle,
    agents,
    runtimes,
    workspace,
    messenger,
    spool,
    clock,
    identifiers,
    sessionTokens,
    logger: part('sessions'),
    folders,
    machine,
    defaults: { agent: config.agent, runtime: config.runtime },
    limits: { maxRunning: config.maxRunning, minFreeMemory: config.minFreeMemory, memory: createMachineMemory() },
    environment: complete,
    bootId: readBootId,
  });
  const pullRequests = createPullRequestObserver({
    stores,
    lifecycle,
    scm,
    workspace,
    messenger,
    notices: notices.notices,
    endSession: async (id) => void (await manager.kill(id, { removeWorktree: false, reason: 'merged' })),
    clock,
    logger: part('observe-scm'),
    authors: config.githubAuthors,
    pace: paceFrom(config.pullRequestIntervalMs),
  });
  return {
    feed,
    lifecycle,
    /** Looks at pull requests, also when somebody asks for it; does nothing when that is switched off. */
    pullRequests,
    messenger,
    manager,
    /** How to reach the agent of a session. */
    contact,
    /** What was seen of each source of activity. */
    sightings,
    /** What people should know: whoever has something to tell raises it here. */
    notices: notices.notices,
    /** The settings of notices, as they are now. */
    noticeSetup: notices.setup,
    /** Runs from the start: clients and deliveries do not wait for the look at old sessions. */
    immediate: [
      feed,
      messenger,
      ...notices.parts,
      createRequestRelease({ lifecycle, agents, contact, spool, logger: part('sessions') }),
      createChangeLogRetention({ changeLog: stores.changeLog, clock, logger: part('retention') }),
    ],
    /** Run once the sessions of the last daemon were looked after, so that nobody judges them meanwhile. */
    observers: [
      createRuntimeObserver({ ...common, logger: part('observe-runtime') }),
      createActivityObserver({
        ...common,
        messenger,
        spool,
        contact,
        sightings,
        environment: () => environment.current(),
        logger: part('observe-activity'),
      }),
      ...(config.observePullRequests ? [pullRequests] : []),
      createOrchestratorWakes({ stores, messenger, lifecycle, workspace, clock, identifiers, logger: part('orchestration') }),
      createRetention({ stores, clock, logger: part('retention') }),
      createTerminalSweep({ manager, clock, logger: part('sessions') }),
    ],
  };
}
