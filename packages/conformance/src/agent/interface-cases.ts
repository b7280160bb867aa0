import assert from 'node:assert/strict';
import { AoError, type MessageId } from '@ao/domain';
import type { AgentContact, AgentSignal, AgentV1 } from '@ao/ports';
import type { AgentCase, AgentContext } from './agent-case.ts';

const OWN_TIME_MS = 10_000;
const MESSAGE = 'm-1' as MessageId;

/** What holds for an agent's own interface while no agent runs. */
export const absentInterfaceCases: readonly AgentCase[] = [
  {
    name: 'an interface nobody serves is told as unreachable, and not waited for',
    applies: (agent) => agent.follow !== undefined,
    async run(context) {
      const { agent } = context;
      const following = agent.follow?.(await launchedContact(context), () => undefined, AbortSignal.timeout(OWN_TIME_MS * 2));
      await assert.rejects(inTime(following), { code: 'AGENT_INTERFACE_UNREACHABLE' });
    },
  },
  {
    name: 'following ends quietly when it was given up before it began',
    applies: (agent) => agent.follow !== undefined,
    async run(context) {
      const stop = new AbortController();
      stop.abort();
      const said: AgentSignal[] = [];
      await inTime(context.agent.follow?.(await launchedContact(context), (signal) => said.push(signal), stop.signal));
      assert.deepEqual(said, []);
    },
  },
  {
    name: 'a message nobody can take is unavailable, so that it may be tried again',
    applies: (agent) => agent.deliver !== undefined,
    async run(context) {
      const contact = await launchedContact(context);
      const outcome = await inTime(context.agent.deliver?.({ ...contact, messageId: MESSAGE, text: 'hello' }));
      assert.equal(outcome?.type, 'unavailable');
      assert.ok(outcome.reason.length > 0);
    },
  },
  {
    name: 'nobody is reached by an interrupt',
    applies: (agent) => agent.interrupt !== undefined,
    async run(context) {
      assert.equal(await inTime(context.agent.interrupt?.(await launchedContact(context))), false);
    },
  },
  {
    name: 'an answer nobody waits for is given to nobody, whatever it names',
    applies: (agent) => agent.answerRequest !== undefined,
    async run(context) {
      const contact = await launchedContact(context);
      for (const channel of [null, '', 'nothing-like-that', '../../x', '{}']) {
        const answering = context.agent.answerRequest?.({
          ...contact,
          request: { id: 'r-1', kind: 'permission', tool: 'Bash', input: null, text: 'npm test', choices: [], askedAt: 0, channel },
          answer: { choice: 'allow', message: null },
        });
        // A channel it never gave may be refused as such.
        const outcome = await inTime(answering).catch((error: unknown) => (AoError.isInstance(error) ? null : assert.fail(String(error))));
        assert.notEqual(outcome?.type, 'given', JSON.stringify(channel));
        if (channel === null) assert.ok(outcome?.type === 'gone' || outcome?.type === 'unavailable');
      }
    },
  },
  {
    name: 'a request that hides behind its answer can be answered, and let go of',
    applies: (agent) => agent.hidesRequests === true,
    run: async ({ agent }) => assert.ok(agent.answerRequest !== undefined && agent.releaseRequest !== undefined),
  },
  {
    name: 'letting go of a request nobody waits for is harmless',
    applies: (agent) => agent.releaseRequest !== undefined,
    async run(context) {
      const contact = await launchedContact(context);
      const request = { id: 'r-1', kind: 'permission', tool: 'Bash', input: null, text: 'npm test', choices: [], askedAt: 0 } as const;
      await inTime(context.agent.releaseRequest?.({ ...contact, request: { ...request, channel: null } }));
    },
  },
];

/** What holds while the agent runs. */
export const servedInterfaceCases: readonly AgentCase[] = [
  {
    name: 'a connection begins with the present state, speaks for the interface, and ends when it is told to',
    applies: (agent) => agent.follow !== undefined,
    needsRunning: true,
    async run(context) {
      const connection = await connected(context);
      const first = await connection.until((signal) => signal.type === 'activity');
      assert.ok(first.type === 'activity' && first.turnBoundary, 'the present state is that of the whole session');
      assert.ok(connection.said.every(({ source }) => source === 'api'));
      assert.ok(connection.said.every(({ evidence, at }) => evidence.length > 0 && Number.isInteger(at)));
      await connection.end();
    },
  },
  {
    name: 'a connection that breaks rejects',
    applies: (agent) => agent.follow !== undefined,
    needsRunning: true,
    async run(context) {
      const connection = await connected(context);
      await connection.until((signal) => signal.type === 'activity');
      await context.running?.end();
      await assert.rejects(inTime(connection.done), { code: 'AGENT_INTERFACE_UNREACHABLE' });
    },
  },
  {
    name: 'a message that was handed over is taken as a prompt, once, and the agent says so in its words',
    applies: (agent) => agent.deliver !== undefined && agent.follow !== undefined,
    needsRunning: true,
    async run(context) {
      const connection = await connected(context);
      await connection.until((signal) => signal.type === 'activity' && signal.state === 'idle');
      const text = context.running?.shortPrompt ?? '';
      const request = { ...(await contactOf(context)), messageId: MESSAGE, text };
      assert.equal((await context.agent.deliver?.(request))?.type, 'accepted');
      const prompt = await connection.until((signal) => signal.type === 'prompt_submitted');
      assert.ok(prompt.type === 'prompt_submitted' && prompt.text.replace(/\s+/g, ' ').includes(text.replace(/\s+/g, ' ')));
      await connection.until((signal) => signal.type === 'activity' && signal.state === 'idle' && signal.at >= prompt.at);
      await connection.end();
    },
  },
  {
    name: 'an interrupt stops the turn, and the agent says that it rests',
    applies: (agent) => agent.interrupt !== undefined && agent.deliver !== undefined && agent.follow !== undefined,
    needsRunning: true,
    async run(context) {
      const connection = await connected(context);
      await connection.until((signal) => signal.type === 'activity' && signal.state === 'idle');
      const contact = await contactOf(context);
      await context.agent.deliver?.({ ...contact, messageId: MESSAGE, text: context.running?.longPrompt ?? '' });
      const busy = await connection.until((signal) => signal.type === 'activity' && signal.state === 'active');
      assert.equal(await context.agent.interrupt?.(contact), true);
      await connection.until((signal) => signal.type === 'activity' && signal.state === 'idle' && signal.at >= busy.at);
      await connection.end();
    },
  },
];

/** A connection with what it has said so far. */
interface Connection {
  readonly said: readonly AgentSignal[];
  readonly done: Promise<void>;
  /** The first thing that fits, said already or still to come. */
  until(fits: (signal: AgentSignal) => boolean): Promise<AgentSignal>;
  end(): Promise<void>;
}

/** Connects as soon as the agent that was just started can be reached. */
async function connected(context: AgentContext): Promise<Connection> {
  const contact = await contactOf(context);
  const patienceMs = context.running?.patienceMs ?? 0;
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const connection = connect(context.agent, contact, patienceMs);
    const first = await Promise.race([connection.until(() => true), connection.done.catch((error: unknown) => ({ error }))]);
    if (first !== undefined && 'type' in first) return connection;
    if (Date.now() > giveUpAt) throw new Error(`The interface could not be reached: ${String(first?.error)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function connect(agent: AgentV1, contact: AgentContact, patienceMs: number): Connection {
  const stop = new AbortController();
  const said: AgentSignal[] = [];
  const waiting = new Set<() => void>();
  const listen = (signal: AgentSignal): void => {
    said.push(signal);
    for (const look of Array.from(waiting)) look();
  };
  const done = agent.follow?.(contact, listen, stop.signal) ?? Promise.resolve();
  done.catch(() => undefined);
  return {
    said,
    done,
    until: (fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`It was not said in time. It said: ${said.map(({ evidence }) => evidence).join(', ')}`));
        }, patienceMs);
        const look = (): void => {
          const found = said.find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async end() {
      stop.abort();
      await inTime(done);
    },
  };
}

async function launchedContact(context: AgentContext): Promise<AgentContact> {
  await context.agent.planLaunch(context.request());
  return contactOf(context);
}

async function contactOf({ request, running }: AgentContext): Promise<AgentContact> {
  const { sessionId, launchId, worktreePath, privateDirectory, spoolDirectory, env } = request();
  return {
    sessionId,
    launchId,
    process: running?.process ?? null,
    agentSessionId: running?.agentSessionId ?? null,
    worktreePath,
    privateDirectory,
    spoolDirectory,
    env,
  };
}

async function inTime<Result>(work: Promise<Result> | undefined): Promise<Result | undefined> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error(`No answer within ${OWN_TIME_MS} ms`)), OWN_TIME_MS).unref();
  });
  return Promise.race([work ?? Promise.resolve(undefined), late]);
}
