import type { Message } from '@ao/client';
import type { Benchmark, BenchmarkContext, Findings, Invariant } from '../benchmark/benchmark.ts';
import type { Row } from '../benchmark/row.ts';
import { median, quantile } from '../figures/quantile.ts';
import type { BenchHome } from '../workshop/bench-home.ts';
import { createSessionStarter } from '../workshop/session-fleet.ts';
import { REAL_AGENTS, repositoryNameFor, type StagedAgent } from './real-agents.ts';

const SIZES = { full: { messages: 40 }, smoke: { messages: 2 } } as const;

const READY_WITHIN_MS = 120_000;
const SETTLED_WITHIN_MS = 60_000;

/** Until an agent's own word confirms a prompt, for each agent there is. */
export const messageDelivery: Benchmark = { name: 'message-delivery', title: 'Message sent until its agent acknowledges it', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { messages } = SIZES[scale];
  const rows: Row[] = [];
  const invariants: Invariant[] = [];
  const scripted = async (): Promise<StagedAgent> => ({ home: workshop.home({ agents: 'scripted', env: { SCRIPTED_AGENT_PACE: '0.1' } }) });
  for (const [name, stage] of [['scripted', scripted] as const, ...REAL_AGENTS]) {
    progress(`${name}: starting`);
    const { home } = await stage(workshop);
    await home.start();
    const { projectId } = await createSessionStarter(workshop, home, repositoryNameFor(name));
    const settled = await deliver(home, { projectId, count: messages }, (round) =>
      progress(`${name}: message ${round + 1} of ${messages}`),
    );
    rows.push(...rowsOf(name, settled));
    const acknowledged = settled.filter(({ message }) => message.state === 'acknowledged').length;
    invariants.push({
      what: `every message to ${name} is acknowledged`,
      holds: acknowledged === messages,
      seen: `${acknowledged} of ${messages}`,
    });
  }
  return {
    rows,
    invariants,
    notes: [
      `${messages} messages each to an idle agent, one at a time; the agents talk to model servers on this machine.`,
      'Sent: the client calls. Submitted: typed and Enter pressed, or handed over. Acknowledged: the agent itself said that it has it.',
    ],
  };
}

interface Delivered {
  readonly message: Message;
  readonly tookMs: number;
}

async function deliver(
  home: BenchHome,
  { projectId, count }: { readonly projectId: string; readonly count: number },
  onRound: (round: number) => void,
): Promise<readonly Delivered[]> {
  const client = home.client();
  const { session } = await client.sessions.spawn({ projectId, prompt: '[[say hello]]' });
  const idle = () => client.sessions.wait(session.id, { until: ['idle'], timeoutMs: READY_WITHIN_MS });
  await idle();
  const delivered: Delivered[] = [];
  for (let round = 0; round < count; round += 1) {
    if (round % 10 === 0) onRound(round);
    const startedAt = performance.now();
    const { id } = await client.messages.send(session.id, { text: `Message number ${round} [[say fine]]` });
    const message = await client.messages.settled(id, { timeoutMs: SETTLED_WITHIN_MS });
    delivered.push({ message, tookMs: performance.now() - startedAt });
    await idle();
  }
  await client.sessions.kill(session.id, { removeWorktree: false });
  return delivered;
}

function rowsOf(name: string, delivered: readonly Delivered[]): readonly Row[] {
  const row = (what: string, value: number): Row => ({ what: `${name}, ${what}`, value, unit: 'ms', yardstick: null, aim: null });
  const confirming = delivered.map(({ message }) => timeBetween(message, 'submitted', 'acknowledged'));
  const all = delivered.map(({ tookMs }) => tookMs);
  return [
    row('submitted to acknowledged, p50', median(confirming)),
    row('submitted to acknowledged, p99', quantile(confirming, 0.99)),
    row('sent to acknowledged, p50', median(all)),
    row('sent to acknowledged, p99', quantile(all, 0.99)),
  ];
}

function timeBetween({ receipts }: Message, from: Message['state'], to: Message['state']): number {
  const at = (state: Message['state']) => receipts.findLast((receipt) => receipt.state === state)?.at ?? Number.NaN;
  return at(to) - at(from);
}
