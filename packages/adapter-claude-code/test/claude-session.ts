import { join } from 'node:path';
import { answerHook, commandEnvironment, createHookSpool, readProcessIdentity } from '@ao/adapter-kit';
import type { AgentRequest, LaunchId } from '@ao/domain';
import {
  type AnthropicServer,
  type ClaudeHomeOptions,
  createClaudeHome,
  installAgentCli,
  startAnthropicServer,
  userTexts,
} from '@ao/model-servers';
import type { AgentAnswerOutcome, AgentContact, AgentLaunchPlan, AgentLaunchRequest, AgentSignal, ScreenReading } from '@ao/ports';
import { createTestTerminal, createTestWorktree, eventually, TEST_SESSION, type TestTerminal, typeMessage } from '@ao/testing';
import { createClaudeCodeAgent } from '../src/index.ts';

/** A repository with a worktree, a throwaway home, a model server, and the real Claude Code started as the adapter plans it. */
export interface ClaudeWorkshop {
  readonly server: AnthropicServer;
  readonly repository: string;
  readonly worktree: string;
  readonly agent: ReturnType<typeof createClaudeCodeAgent>;
  start(options?: StartOptions): Promise<ClaudeSession>;
  close(): Promise<void>;
}

/** How a session differs from the usual one. */
export interface StartOptions {
  readonly launch?: Partial<AgentLaunchRequest>;
  readonly home?: Partial<ClaudeHomeOptions>;
  readonly env?: Readonly<Record<string, string | null>>;
  /** Goes on with this session: the same home and folders. */
  readonly resume?: ClaudeSession;
}

/** One running Claude Code. */
export interface ClaudeSession {
  readonly plan: AgentLaunchPlan;
  readonly terminal: TestTerminal;
  readonly request: AgentLaunchRequest;
  reading(): ScreenReading;
  /** Resolves when the screen is in that state. */
  until(state: ScreenReading['state']): Promise<ScreenReading>;
  /** Resolves when nothing was printed for half a second: a dialog that is just being drawn loses keys. */
  untilQuiet(): Promise<void>;
  /** Resolves with the newest request of the agent, once there are so many. */
  asked(count?: number): Promise<AgentRequest>;
  /** Answers a request as the daemon does. */
  answer(request: AgentRequest, choice: string, message?: string): Promise<AgentAnswerOutcome>;
  /** How many hooks wait for an answer. */
  waitingHooks(): Promise<number>;
  /** What the agent of this session is reached by. */
  contact(): Promise<AgentContact>;
  /** Everything the hooks have said so far. */
  signals(): Promise<readonly AgentSignal[]>;
  /** The same as short names: the state of an activity, else the type. */
  told(): Promise<readonly string[]>;
  /** What the note about the process says now. */
  status(): Promise<AgentSignal | null>;
  /** Resolves with the note once it says that state: it is written a moment after the screen. */
  untilStatus(state: string): Promise<AgentSignal>;
  /** Resolves with the first signal that satisfies the condition, as soon as a hook has given it. */
  untilTold(condition: (signal: AgentSignal) => boolean): Promise<AgentSignal>;
  /** Types a message as the messenger does, up to and with Enter. */
  send(text: string): Promise<void>;
  /** The newest words of the person that reached the model. */
  lastPrompt(): string | undefined;
}

const QUIET_MS = 500;
/** Files are written by another process. */
const WAIT_MS = 10_000;

/** Makes a workshop. The caller closes it. */
export async function openWorkshop(): Promise<ClaudeWorkshop> {
  const { program } = await installAgentCli('claude-code');
  const server = await startAnthropicServer();
  const place = createTestWorktree('ao-claude-');
  const { root, repository, worktree } = place;
  const agent = createClaudeCodeAgent({ program });
  const terminals: TestTerminal[] = [];
  /** An agent that is killed leaves its waiting hooks behind. */
  const releases: (() => Promise<void>)[] = [];
  let launches = 0;

  async function start(options: StartOptions = {}): Promise<ClaudeSession> {
    launches += 1;
    const launchId = `l-${launches}` as LaunchId;
    const homeDirectory = options.resume?.request.env['HOME'] ?? join(root, `home-${launches}`);
    const home =
      options.resume === undefined
        ? await createClaudeHome(homeDirectory, { baseUrl: server.url, trusted: [repository], ...options.home })
        : { env: options.resume.request.env };
    const spool = createHookSpool({ directory: join(root, 'sessions', launchId) });
    await spool.prepare(TEST_SESSION, launchId);
    const request: AgentLaunchRequest = {
      ...place.request(launchId, commandEnvironment(home.env, options.env ?? {})),
      ...options.launch,
    };
    releases.push(async () => {
      for (const { answerChannel } of await spool.read(TEST_SESSION))
        if (answerChannel !== undefined) await answerHook(request.spoolDirectory, answerChannel, '');
    });
    const plan =
      options.resume === undefined
        ? await agent.planLaunch(request)
        : await agent.planResume?.({ ...request, agentSessionId: options.resume.plan.agentSessionId });
    if (plan === undefined) throw new Error('Claude Code can resume.');
    const terminal = createTestTerminal({ argv: plan.argv, cwd: worktree, env: commandEnvironment(request.env, plan.env) });
    terminals.push(terminal);
    const reading = () => agent.readScreen?.(terminal.screen()) ?? unreadable();
    const status = async () => {
      const process = await readProcessIdentity(terminal.pid);
      if (process === null) return null;
      return (await agent.readStatus?.({ ...request, process, agentSessionId: plan.agentSessionId })) ?? null;
    };
    const contact = async (): Promise<AgentContact> => ({
      ...request,
      process: await readProcessIdentity(terminal.pid),
      agentSessionId: plan.agentSessionId,
    });
    const signals = async () => (await spool.read(TEST_SESSION)).flatMap((hook) => agent.interpretHook?.(hook) ?? []);
    return {
      plan,
      terminal,
      request,
      reading,
      async until(state) {
        await terminal.waitFor((screen) => agent.readScreen?.(screen).state === state);
        return reading();
      },
      async untilQuiet() {
        await soon(async () => (Date.now() - (terminal.screen().lastOutputAt ?? Date.now()) > QUIET_MS ? true : undefined), 'quiet');
      },
      asked: (count = 1) =>
        soon(async () => {
          const all = (await signals()).flatMap((signal) =>
            signal.type === 'activity' && signal.request !== undefined ? [signal.request] : [],
          );
          return all.length >= count ? all.at(-1) : undefined;
        }, `request ${count}`),
      async answer(asked, choice, message) {
        const outcome = await agent.answerRequest?.({ ...(await contact()), request: asked, answer: { choice, message: message ?? null } });
        if (outcome === undefined) throw new Error('Claude Code takes answers.');
        return outcome;
      },
      waitingHooks: async () => (await spool.read(TEST_SESSION)).filter(({ answerChannel }) => answerChannel !== undefined).length,
      contact,
      signals,
      told: async () => (await signals()).map((signal) => (signal.type === 'activity' ? signal.state : signal.type)),
      status,
      untilStatus: (state) =>
        soon(async () => {
          const note = await status();
          return note?.type === 'activity' && note.state === state ? note : undefined;
        }, `status ${state}`),
      untilTold: (condition) => soon(async () => (await signals()).find(condition), 'the signal'),
      send: (text) => typeMessage(agent, terminal, text),
      lastPrompt: () => userTexts(server.requests.at(-1)?.body ?? {}).at(-1),
    };
  }

  return {
    server,
    repository,
    worktree,
    agent,
    start,
    async close() {
      for (const terminal of terminals) await terminal.close();
      for (const release of releases) await release();
      await server.close();
      place.remove();
    },
  };
}

function soon<Value>(ask: () => Promise<Value | undefined>, what: string): Promise<Value> {
  return eventually(ask, { withinMs: WAIT_MS, complaint: () => `${what} did not come` });
}

function unreadable(): never {
  throw new Error('Claude Code has a screen.');
}
