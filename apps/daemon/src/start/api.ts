import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { createProcessAccounting, createRandomIdentifiers } from '@ao/adapter-kit';
import { isOnNetworkFileSystem } from '@ao/config';
import { createHttpApp, createHttpServer, createTokenAccess, type HttpServer } from '@ao/httpd';
import type { LongLived } from '@ao/ports';
import { createPullRequestService } from '@ao/service-pr';
import { createProjectService } from '@ao/service-project';
import {
  createOrchestratorService,
  createReportAttendant,
  createReportService,
  createSessionService,
  createStatusFeed,
} from '@ao/service-session';
import { createRequestHandover } from '@ao/session-manager';
import { createTerminalHub, type TerminalHub } from '@ao/terminal';
import { createMayCommand } from '../access/may-command.ts';
import type { SessionTokens } from '../access/session-tokens.ts';
import { agentCheck, environmentCheck, homeCheck, workspaceCheck } from '../doctor/doctor-checks.ts';
import { runDoctor } from '../doctor/doctor.ts';
import { githubCheck } from '../doctor/github-check.ts';
import { hooksCheck } from '../doctor/hook-checks.ts';
import { inspectOwnService } from '../doctor/inspect-own-service.ts';
import { serviceCheck } from '../doctor/service-check.ts';
import { notificationsCheck } from '../doctor/notifications-check.ts';
import { runtimeCheck, userOfRuntime } from '../doctor/runtime-check.ts';
import type { AgentEnvironment } from '../environment/agent-environment.ts';
import { createIssues } from '../issues/create-issues.ts';
import { settingsPath } from '../notifications/create-notices.ts';
import { createNoticeBoard } from '../notifications/notice-board.ts';
import { terminalOfSession } from '../sessions/terminal-of-session.ts';
import { VERSION } from '../version.ts';
import { createWebhookDesk } from '../webhooks/create-webhook-desk.ts';
import { lookForHint } from '../webhooks/look-for-hint.ts';
import type { Adapters } from './adapters.ts';
import type { createEngines } from './engines.ts';
import type { OpenHome } from './open-home.ts';
import type { Reconciliation } from './reconciliation-progress.ts';

/** What the API needs. */
export interface ApiOptions {
  readonly opened: OpenHome;
  readonly adapters: Adapters;
  readonly engines: ReturnType<typeof createEngines>;
  readonly environment: AgentEnvironment;
  readonly tokens: SessionTokens;
  /** The main token of this start. */
  readonly token: string;
  readonly reconciliation: Reconciliation;
  readonly startedAt: number;
  /** The environment this daemon was started with. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The script of the `ao` that belongs to it. */
  readonly commandLine: string | undefined;
  readonly shutdown: (request: { readonly endSessions: boolean }) => void;
}

/** What clients reach the daemon through. */
export interface Api {
  readonly server: HttpServer;
  readonly terminals: TerminalHub;
  /** What runs for as long as clients may come. */
  readonly parts: readonly LongLived[];
  /** What starts sessions by itself; runs once those of the last daemon were looked after. */
  readonly observers: readonly LongLived[];
}

/** Services, terminals and the HTTP server in front of them. No port is opened yet. */
export function createApi(options: ApiOptions): Api {
  const { opened, adapters, engines, environment } = options;
  const { config, home, clock, logger, stores } = opened;
  const env = () => environment.complete();
  const { agents, runtimes, workspace } = adapters;
  const { manager, lifecycle, messenger, contact, sightings } = engines;
  const projects = createProjectService({
    stores,
    workspace,
    clock,
    agents,
    runtimes,
    homeDirectory: homedir(),
    realPath: (path) => realpath(path).catch(() => null),
    endSession: async (id) => void (await manager.kill(id, { removeWorktree: false })),
    configChanged: () => {
      manager.limitsChanged();
      engines.pullRequests.reconsider();
      issues.intake.settingsChanged();
    },
  });
  const sessions = createSessionService({
    stores,
    manager,
    lifecycle,
    messenger,
    agents,
    runtimes,
    workspace,
    clock,
    environment: env,
    contact,
    sightings,
    accounting: createProcessAccounting({ clock }),
  });
  const issues = createIssues({
    stores,
    tracker: adapters.tracker,
    sessions,
    notices: engines.notices,
    clock,
    logger: logger.child({ part: 'issues' }),
  });
  const checks = [
    homeCheck(home.home, () => isOnNetworkFileSystem(home.home)),
    workspaceCheck(workspace),
    ...[...runtimes.values()].map((runtime) => runtimeCheck(runtime, () => userOfRuntime(runtime.name, config.runtime, stores))),
    environmentCheck(() => environment.captured()),
    hooksCheck(home.home),
    githubCheck({
      scm: adapters.scm,
      stores,
      view: () => (config.observePullRequests ? engines.pullRequests.view() : null),
      namedHosts: config.githubHosts.map(({ host }) => host),
      now: () => clock.now(),
    }),
    notificationsCheck({ notices: engines.notices, setup: engines.noticeSetup, path: settingsPath(home.home) }),
    serviceCheck({
      inspect: () =>
        inspectOwnService({ env: options.env, home: home.home, instanceId: home.instanceId, commandLine: options.commandLine }),
      pid: opened.process.pid,
      hasDisplay: process.platform !== 'linux' || Boolean(options.env['DISPLAY'] ?? options.env['WAYLAND_DISPLAY']),
    }),
    ...[...agents.values()].map((agent) => agentCheck(agent, { env, home: home.home })),
  ];
  const observer = engines.pullRequests;
  const pullRequests = createPullRequestService({
    stores,
    scm: adapters.scm,
    watcher: {
      lookNow: (ids, signal) => observer.lookNow(ids, signal),
      hosts: () => observer.view().hosts,
      seenAt: (id) => observer.seenAt(id),
    },
    clock,
  });
  const terminals = createTerminalHub({
    clock,
    logger: logger.child({ part: 'terminal' }),
    resolve: (id) => terminalOfSession(id, { stores, runtimes }),
  });
  const handover = createRequestHandover({
    stores,
    lifecycle,
    agents,
    contact,
    viewers: terminals,
    clock,
    logger: logger.child({ part: 'sessions' }),
  });
  const attendant = createReportAttendant({ stores, lifecycle, messenger, clock, logger: logger.child({ part: 'reports' }) });
  const webhooks = createWebhookDesk({
    home: home.home,
    env: options.env,
    hosts: config.webhookHosts,
    onHint: (hint) => lookForHint(hint, { pullRequests: stores.pullRequests, observer: engines.pullRequests, clock }),
    clock,
    logger: logger.child({ part: 'webhooks' }),
  });
  const app = createHttpApp({
    projects,
    sessions,
    issues: issues.service,
    pullRequests,
    reports: createReportService({ stores, messenger, clock, identifiers: createRandomIdentifiers(), notices: engines.notices }),
    orchestrators: createOrchestratorService({ stores, sessions }),
    notices: createNoticeBoard({ stores, notifications: engines.notices, clock }),
    webhooks,
    webhookHosts: config.webhookHosts,
    terminals,
    feed: engines.feed,
    clock,
    logger: logger.child({ part: 'httpd' }),
    statuses: createStatusFeed({ stores, clock, logger }),
    access: createTokenAccess({
      token: options.token,
      sessionOf: (token) => options.tokens.sessionOf(token),
      mayCommand: createMayCommand(stores),
    }),
    info: {
      version: VERSION,
      pid: opened.process.pid,
      instanceId: home.instanceId,
      startedAt: options.startedAt,
      home: home.home,
      reconciliation: () => options.reconciliation.report(),
    },
    agents: () => Promise.all([...agents.values()].map(async (agent) => ({ ...agent, check: await agent.check({ env: await env() }) }))),
    doctor: () => runDoctor(checks, clock.now()),
    shutdown: options.shutdown,
    allowedOrigins: config.allowedOrigins,
  });
  const server = createHttpServer({ app, port: config.port, clock, logger: logger.child({ part: 'httpd' }) });
  return { server, terminals, parts: [handover, attendant, webhooks.part], observers: [issues.intake] };
}
