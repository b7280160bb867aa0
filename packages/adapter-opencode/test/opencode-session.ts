import { join } from 'node:path';
import { commandEnvironment, readProcessIdentity } from '@ao/adapter-kit';
import type { AgentRequest, LaunchId, MessageId } from '@ao/domain';
import {
  chatUserTexts,
  type ChatServer,
  createOpencodeHome,
  installAgentCli,
  type OpencodeHomeOptions,
  startChatServer,
} from '@ao/model-servers';
import type {
  AgentContact,
  AgentDeliveryOutcome,
  AgentLaunchPlan,
  AgentLaunchRequest,
  AgentSignal,
  AgentV1,
  ScreenReading,
  TerminalSize,
} from '@ao/ports';
import { createTestTerminal, createTestWorktree, eventually, type TestTerminal } from '@ao/testing';
import { createOpencodeAgent } from '../src/index.ts';

/** A repository with a worktree, a model server, and the real opencode started as the adapter plans it. */
export interface OpencodeWorkshop {
  readonly server: ChatServer;
  readonly root: string;
  readonly worktree: string;
  readonly agent: Required<Pick<AgentV1, 'follow' | 'deliver' | 'interrupt' | 'answerRequest' | 'planResume' | 'readScreen' | 'composer'>> &
    AgentV1;
  start(options?: StartOptions): Promise<OpencodeSession>;
  close(): Promise<void>;
}

/** How a session differs from the usual one. */
export interface StartOptions {
  readonly launch?: Partial<AgentLaunchRequest>;
  readonly home?: Partial<OpencodeHomeOptions>;
  readonly env?: Readonly<Record<string, string>>;
  readonly size?: TerminalSize | undefined;
  /** Goes on with this session: the same home. */
  readonly resume?: OpencodeSession;
  /** False leaves its interface alone. */
  readonly followed?: boolean;
}

/** One running opencode. */
export interface OpencodeSession {
  readonly plan: AgentLaunchPlan;
  readonly terminal: TestTerminal;
  readonly request: AgentLaunchRequest;
  contact(): Promise<AgentContact>;
  reading(): ScreenReading;
  /** Resolves when the screen is in that state. */
  until(state: ScreenReading['state']): Promise<ScreenReading>;
  /** Everything its interface has said so far. */
  readonly signals: readonly AgentSignal[];
  /** The same as short names, without signs of life: the state of an activity, else the type. */
  told(): readonly string[];
  /** Resolves with the first signal behind the given number of them that satisfies the condition. */
  untilTold(condition: (signal: AgentSignal) => boolean, behind?: number): Promise<AgentSignal>;
  /** Resolves with the request of that kind that is asked next, behind the given number of signals. */
  asked(behind?: number): Promise<AgentRequest>;
  send(text: string, messageId?: string): Promise<AgentDeliveryOutcome>;
  answer(request: AgentRequest, choice: string, message?: string): ReturnType<OpencodeWorkshop['agent']['answerRequest']>;
  /** Texts of the person in the newest request with tools, oldest first. */
  heard(): readonly string[];
  /** Ends the connection and begins another. */
  reconnect(): Promise<void>;
  close(): Promise<void>;
}

/** Its first turn takes seconds on a quiet machine, and half a minute on a busy one. */
const WAIT_MS = 90_000;

/** Makes a workshop. The caller closes it. */
export async function openWorkshop(): Promise<OpencodeWorkshop> {
  const { program } = await installAgentCli('opencode');
  const server = await startChatServer();
  const place = createTestWorktree('ao-opencode-');
  const { root, worktree } = place;
  const agent = createOpencodeAgent({ program }) as OpencodeWorkshop['agent'];
  const sessions: OpencodeSession[] = [];
  let launches = 0;

  async function start(options: StartOptions = {}): Promise<OpencodeSession> {
    launches += 1;
    const home =
      options.resume === undefined
        ? await createOpencodeHome(join(root, `home-${launches}`), { baseUrl: server.url, ...options.home })
        : { env: options.resume.request.env };
    const request: AgentLaunchRequest = {
      ...place.request(`l-${launches}` as LaunchId, { ...home.env, ...options.env }),
      ...options.launch,
    };
    const plan =
      options.resume === undefined
        ? await agent.planLaunch(request)
        : await agent.planResume({ ...request, agentSessionId: (await options.resume.contact()).agentSessionId });
    const terminal = createTestTerminal({
      argv: plan.argv,
      cwd: worktree,
      env: commandEnvironment(request.env, plan.env),
      size: options.size,
    });
    const signals: AgentSignal[] = [];
    let agentSessionId = plan.agentSessionId;
    let stop = new AbortController();
    let following: Promise<void> = Promise.resolve();

    async function contact(): Promise<AgentContact> {
      const { sessionId, launchId, worktreePath, privateDirectory, spoolDirectory, env } = request;
      const process = await readProcessIdentity(terminal.pid);
      return { sessionId, launchId, process, agentSessionId, worktreePath, privateDirectory, spoolDirectory, env };
    }
    function take(signal: AgentSignal): void {
      if (signal.type === 'conversation') agentSessionId = signal.agentSessionId;
      signals.push(signal);
    }
    async function followAgain(): Promise<void> {
      const { signal } = stop;
      while (!signal.aborted) {
        await agent.follow(await contact(), take, signal).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    function connect(): void {
      stop = new AbortController();
      following = followAgain();
    }
    if (options.followed !== false) connect();
    const session: OpencodeSession = {
      plan,
      terminal,
      request,
      contact,
      signals,
      reading: () => agent.readScreen(terminal.screen()),
      async until(state) {
        await terminal.waitFor((screen) => agent.readScreen(screen).state === state, WAIT_MS);
        return agent.readScreen(terminal.screen());
      },
      told: () => namesOf(signals),
      untilTold: (condition, behind = 0) =>
        eventually(() => signals.slice(behind).find(condition), {
          withinMs: WAIT_MS,
          complaint: () => `not told: ${session.told().join(' ')}`,
        }),
      async asked(behind = 0) {
        const signal = await session.untilTold((each) => each.type === 'activity' && each.request !== undefined, behind);
        if (signal.type !== 'activity' || signal.request === undefined) throw new Error('asked without a request');
        return signal.request;
      },
      send: async (text, messageId = `m-${Math.random()}`) =>
        agent.deliver({ ...(await contact()), messageId: messageId as MessageId, text }),
      answer: async (asked, choice, message) =>
        agent.answerRequest({ ...(await contact()), request: asked, answer: { choice, message: message ?? null } }),
      heard: () => chatUserTexts(server.requests.findLast(({ body }) => (body?.tools ?? []).length > 0)?.body ?? { messages: [] }),
      async reconnect() {
        stop.abort();
        await following;
        connect();
      },
      async close() {
        stop.abort();
        await following;
        await terminal.close();
      },
    };
    sessions.push(session);
    return session;
  }

  return {
    server,
    root,
    worktree,
    agent,
    start,
    async close() {
      for (const session of sessions) await session.close();
      await server.close();
      place.remove();
    },
  };
}

/** Short names of signals, without signs of life: the state of an activity, else the type. */
export function namesOf(signals: readonly AgentSignal[]): readonly string[] {
  const news = signals.filter(({ type, evidence }) => type !== 'alive' && !evidence.includes('heartbeat'));
  return news.map((signal) => (signal.type === 'activity' ? signal.state : signal.type));
}

/**
 * Who connects between a conversation and its first prompt is told as well that it can take one; who connects later is not. Only that
 * one place is left out.
 */
export function withoutLaunch(names: readonly string[]): readonly string[] {
  return names[0] === 'conversation' && names[1] === 'launch' ? names.toSpliced(1, 1) : names;
}
