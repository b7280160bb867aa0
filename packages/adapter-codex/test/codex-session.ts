import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answerHook, commandEnvironment, createHookSpool, readProcessIdentity } from '@ao/adapter-kit';
import type { AgentRequest, LaunchId } from '@ao/domain';
import {
  type CodexHomeOptions,
  createCodexHome,
  installAgentCli,
  promptTexts,
  type ResponsesServer,
  startResponsesServer,
} from '@ao/model-servers';
import type {
  AgentAnswerOutcome,
  AgentContact,
  AgentLaunchPlan,
  AgentLaunchRequest,
  AgentSignal,
  AgentV1,
  ScreenReading,
  TerminalSize,
} from '@ao/ports';
import { createTestTerminal, createTestWorktree, eventually, TEST_SESSION, type TestTerminal, typeMessage } from '@ao/testing';
import { createCodexAgent } from '../src/index.ts';

/** A repository with a worktree, throwaway homes, a model server, and the real Codex started as the adapter plans it. */
export interface CodexWorkshop {
  readonly root: string;
  readonly server: ResponsesServer;
  readonly repository: string;
  readonly worktree: string;
  readonly agent: AgentV1;
  start(options?: StartOptions): Promise<CodexSession>;
  close(): Promise<void>;
}

/** How a session differs from the usual one. */
export interface StartOptions {
  readonly launch?: Partial<AgentLaunchRequest>;
  readonly home?: Partial<CodexHomeOptions>;
  readonly env?: Readonly<Record<string, string | null>>;
  readonly size?: TerminalSize;
  /** Changes the planned command line. */
  readonly argv?: (planned: readonly string[]) => readonly string[];
  /** Goes on with this session: the same home and folders. */
  readonly resume?: { readonly session: CodexSession; readonly agentSessionId: string | null };
}

/** One running Codex. */
export interface CodexSession {
  readonly plan: AgentLaunchPlan;
  readonly terminal: TestTerminal;
  readonly request: AgentLaunchRequest;
  reading(): ScreenReading;
  /** Resolves when the screen is in that state. */
  until(state: ScreenReading['state']): Promise<ScreenReading>;
  /** Resolves when the picture has stood still for a second: a dialog that was just drawn takes no keys. The title blinks meanwhile. */
  untilStill(): Promise<void>;
  /** Everything the hooks have said so far. */
  signals(): Promise<readonly AgentSignal[]>;
  /** The same as short names: the state of an activity, else the type. */
  told(): Promise<readonly string[]>;
  /** What the record of the conversation says now. */
  status(): Promise<AgentSignal | null>;
  /** Resolves with the first signal that satisfies the condition, as soon as a hook has given it. */
  untilTold(condition: (signal: AgentSignal) => boolean): Promise<AgentSignal>;
  /** The id of its conversation, once it is told. */
  conversation(): Promise<string>;
  /** Resolves with the newest request of the agent, once there are so many. */
  asked(count?: number): Promise<AgentRequest>;
  /** Answers a request as the daemon does. */
  answer(request: AgentRequest, choice: string, message?: string): Promise<AgentAnswerOutcome>;
  /** Lets go of a request, as the daemon does when somebody looks. */
  release(request: AgentRequest): Promise<void>;
  /** The pipes that hooks wait at, or once did. */
  pipes(): readonly string[];
  /** Types a message as the messenger does, up to and with Enter. */
  send(text: string): Promise<void>;
  /** Every prompt that ever reached the model of this workshop in the newest request of a conversation. */
  prompts(): readonly string[];
}

const STILL_MS = 1_000;
/** Files are written by another process. */
const WAIT_MS = 15_000;

/** Codex asks the model for a title of the conversation beside the turn itself. */
const TITLE_PROMPT = /^Generate a concise, single-line task title/;

/** Makes a workshop. The caller closes it. */
export async function openWorkshop(folder = 'ao-codex-'): Promise<CodexWorkshop> {
  const { program } = await installAgentCli('codex');
  const server = await startResponsesServer();
  const place = createTestWorktree(folder);
  const { root, repository, worktree } = place;
  const agent = createCodexAgent({ program });
  const terminals: TestTerminal[] = [];
  /** What still waits would outlive its agent. */
  const releases: (() => Promise<void>)[] = [];
  let launches = 0;

  async function start(options: StartOptions = {}): Promise<CodexSession> {
    launches += 1;
    const launchId = `l-${launches}` as LaunchId;
    const earlier = options.resume?.session.request.env;
    const home =
      earlier === undefined
        ? await createCodexHome(join(root, `home-${launches}`), { baseUrl: server.url, trusted: [repository], ...options.home })
        : { env: earlier };
    const spool = createHookSpool({ directory: join(root, 'sessions', launchId) });
    await spool.prepare(TEST_SESSION, launchId);
    const request: AgentLaunchRequest = {
      ...place.request(launchId, commandEnvironment(home.env, options.env ?? {})),
      ...options.launch,
    };
    const plan =
      options.resume === undefined
        ? await agent.planLaunch(request)
        : await agent.planResume?.({ ...request, agentSessionId: options.resume.agentSessionId });
    if (plan === undefined) throw new Error('Codex can resume.');
    const terminal = createTestTerminal({
      argv: options.argv?.(plan.argv) ?? plan.argv,
      cwd: worktree,
      env: commandEnvironment(request.env, plan.env),
      size: options.size,
    });
    terminals.push(terminal);
    const reading = () => agent.readScreen?.(terminal.screen()) ?? unreadable();
    const signals = async () => (await spool.read(TEST_SESSION)).flatMap((hook) => agent.interpretHook?.(hook) ?? []);
    const untilTold = (condition: (signal: AgentSignal) => boolean) => soon(async () => (await signals()).find(condition), 'the signal');
    releases.push(async () => {
      for (const { answerChannel } of await spool.read(TEST_SESSION))
        if (answerChannel !== undefined) await answerHook(request.spoolDirectory, answerChannel, '');
    });
    const contact = async (): Promise<AgentContact> => ({
      ...request,
      process: await readProcessIdentity(terminal.pid),
      agentSessionId: null,
    });
    const conversation = async () => {
      const signal = await untilTold(({ type }) => type === 'conversation');
      return signal.type === 'conversation' ? signal.agentSessionId : unreadable();
    };
    return {
      plan,
      terminal,
      request,
      reading,
      async until(state) {
        await terminal.waitFor((screen) => agent.readScreen?.(screen).state === state);
        return reading();
      },
      async untilStill() {
        let seen = { text: '', at: Date.now() };
        await soon(async () => {
          const text = terminal.text();
          if (text !== seen.text) seen = { text, at: Date.now() };
          return Date.now() - seen.at > STILL_MS ? true : undefined;
        }, 'a still picture');
      },
      signals,
      told: async () => (await signals()).map((signal) => (signal.type === 'activity' ? signal.state : signal.type)),
      async status() {
        const process = await readProcessIdentity(terminal.pid);
        const agentSessionId = (await signals()).findLast(({ type }) => type === 'conversation');
        if (process === null || agentSessionId?.type !== 'conversation') return null;
        return (await agent.readStatus?.({ ...request, process, agentSessionId: agentSessionId.agentSessionId })) ?? null;
      },
      untilTold,
      conversation,
      asked: (count = 1) =>
        soon(async () => {
          const all = (await signals()).flatMap((signal) =>
            signal.type === 'activity' && signal.request !== undefined ? [signal.request] : [],
          );
          return all.length >= count ? all.at(-1) : undefined;
        }, `request ${count}`),
      async answer(asked, choice, message) {
        const outcome = await agent.answerRequest?.({ ...(await contact()), request: asked, answer: { choice, message: message ?? null } });
        return outcome ?? unreadable();
      },
      release: async (asked) => agent.releaseRequest?.({ ...(await contact()), request: asked }),
      pipes: () => readdirSync(request.spoolDirectory).filter((name) => name.endsWith('.answer')),
      send: (text) => typeMessage(agent, terminal, text),
      prompts: () => promptTexts(newestRequest(server)?.body ?? { input: [] }),
    };
  }

  return {
    root,
    server,
    repository,
    worktree,
    agent,
    start,
    async close() {
      for (const release of releases) await release();
      for (const terminal of terminals) await terminal.close();
      await server.close();
      place.remove();
    },
  };
}

function newestRequest(server: ResponsesServer): ResponsesServer['requests'][number] | undefined {
  return server.requests.findLast(({ body }) => !promptTexts(body ?? { input: [] }).some((text) => TITLE_PROMPT.test(text)));
}

function soon<Value>(ask: () => Promise<Value | undefined>, what: string): Promise<Value> {
  return eventually(ask, { withinMs: WAIT_MS, complaint: () => `${what} did not come` });
}

function unreadable(): never {
  throw new Error('Codex has a screen.');
}
