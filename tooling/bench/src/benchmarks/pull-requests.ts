import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '@ao/client';
import { addCheckRun, addThread, rerunCheck } from '@ao/github-stand-in';
import type { Benchmark, BenchmarkContext, Findings, Invariant } from '../benchmark/benchmark.ts';
import type { Row } from '../benchmark/row.ts';
import { median } from '../figures/quantile.ts';
import { type CodeHost, createCodeHost } from '../workshop/code-host.ts';
import type { Workshop } from '../workshop/workshop.ts';

/** The quickest pace there is, and how much quicker than the usual one it is. */
const QUICK = { interval: '1s', times: 30 } as const;
const HOUR_MS = 3_600_000;
const USUAL_INTERVAL_MS = 30_000;
const READ_AT_ONCE = 25;
const RERUNS = 100;
const TOLD_WITHIN_MS = 90_000;
/** Of changes that come one upon the other, only the first is looked at immediately; here each is one by itself. */
const APART_MS = 6_000;

const SIZES = {
  full: { counts: [1, 10, 50], hours: 1, withWebhook: 12, without: 8 },
  smoke: { counts: [1], hours: 0.025, withWebhook: 1, without: 0 },
} as const;

/** What watching pull requests costs at the host, how soon a change reaches its agent, and that it does so once. */
export const pullRequests: Benchmark = { name: 'pull-requests', title: 'Pull requests', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { counts, hours, withWebhook, without } = SIZES[scale];
  const rows: Row[] = [];
  const invariants: Invariant[] = [];
  for (const count of counts) {
    progress(`${count} pull requests: an hour of looks, ${QUICK.times} times as fast`);
    const { points, violations } = await pointsOfAnHour(workshop, count, hours);
    const estimate = (HOUR_MS / USUAL_INTERVAL_MS) * Math.ceil(count / READ_AT_ONCE);
    const yardstick = { what: 'by the published formula', value: estimate };
    const what = `points of 5,000 an hour, ${count} open whose checks run all the time`;
    rows.push({ what, value: points, unit: 'points', yardstick, aim: null });
    invariants.push({
      what: `${count}: GitHub would have answered everything`,
      holds: violations.length === 0,
      seen: violations.join('; ') || 'all',
    });
  }
  progress('a change until its agent has it, with a webhook');
  rows.push(row('change at GitHub to acknowledged, with a webhook, p50', median(await withWebhooks(workshop, withWebhook))));
  if (without > 0) {
    progress(`a change until its agent has it, without a webhook: ${without} times, at any moment between two looks`);
    rows.push(row('change at GitHub to acknowledged, looked at every 30 s, p50', median(await withoutWebhooks(workshop, without))));
  }
  progress(`${RERUNS} runs of a check that fails`);
  const nudges = await nudgesForReruns(workshop);
  rows.push({
    what: `messages for ${RERUNS} runs of a check that fails`,
    value: nudges,
    unit: 'messages',
    yardstick: null,
    aim: { of: 'value', atMost: 1 },
  });
  invariants.push({ what: 'a check that fails again is told once', holds: nudges === 1, seen: `${nudges} messages` });
  return {
    rows,
    invariants,
    notes: [
      'Points are counted by a GitHub on this machine, as GitHub counts them. An hour is two minutes at thirty times the pace; the slowing down of what has been pending for half an hour is not in it.',
      'Messages wait for nothing to be gathered with: in use, what arrives within a minute is one message.',
    ],
  };
}

const row = (what: string, value: number): Row => ({ what, value, unit: 'ms', yardstick: null, aim: null });

async function pointsOfAnHour(workshop: Workshop, count: number, hours: number) {
  const { github } = await createCodeHost(workshop, { name: `points-${count}`, pullRequests: count, interval: QUICK.interval });
  // What was asked for to know them is over with the next look.
  await pause(1_500);
  const before = github.account().used.graphql;
  await pause((hours * HOUR_MS) / QUICK.times);
  const points = Math.round((github.account().used.graphql - before) / hours);
  const { violations } = github.usage;
  await github.goOffline();
  return { points, violations };
}

async function withWebhooks(workshop: Workshop, rounds: number): Promise<readonly number[]> {
  const host = await createCodeHost(workshop, { name: 'webhooks', pullRequests: 1, interval: '30m' });
  const { secret } = (
    await host.client.call<{ readonly setup: { readonly secret: string } }>({
      method: 'POST',
      path: '/api/v1/webhooks/github/setup',
      body: {},
    })
  ).setup;
  const url = `${host.client.address().url}/api/v1/webhooks/github`;
  const took: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await pause(APART_MS);
    const startedAt = performance.now();
    const thread = remark(host, round);
    await host.github.sendWebhook({ url, secret }, { name: 'pull_request_review_comment', action: 'created', thread });
    await told(host, round);
    took.push(performance.now() - startedAt);
    await atRest(host);
  }
  return took;
}

async function withoutWebhooks(workshop: Workshop, rounds: number): Promise<readonly number[]> {
  const host = await createCodeHost(workshop, { name: 'looks', pullRequests: 1, interval: `${USUAL_INTERVAL_MS / 1_000}s` });
  const took: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    // Spread evenly: a change comes at any moment between two looks.
    await pause(((round - 0.5) / rounds) * USUAL_INTERVAL_MS);
    const startedAt = performance.now();
    remark(host, round);
    await told(host, round);
    took.push(performance.now() - startedAt);
    await atRest(host);
  }
  return took;
}

async function nudgesForReruns(workshop: Workshop): Promise<number> {
  const host = await createCodeHost(workshop, { name: 'reruns', pullRequests: 1, interval: QUICK.interval });
  const [pullRequest] = host.pullRequests;
  if (pullRequest === undefined) throw new Error('one was made');
  pullRequest.checks.length = 0;
  const log = 'AssertionError: no\r\n##[error]Process completed with exit code 1.\r\n';
  const first = addCheckRun(host.github.state, pullRequest, { name: 'flaky', conclusion: 'FAILURE', log });
  await told(host, 1);
  for (let count = 2; count <= RERUNS; count += 1) {
    rerunCheck(host.github.state, pullRequest, first);
    if (count % 5 === 0) await host.client.pullRequests.look();
  }
  await host.client.pullRequests.look();
  return (await messagesOf(host)).length;
}

function remark({ github, pullRequests: [pullRequest] }: CodeHost, round: number) {
  if (pullRequest === undefined) throw new Error('one was made');
  return addThread(github.state, pullRequest, { body: `Remark ${round}.`, path: `file-${round}` });
}

async function messagesOf({ client, sessionId }: CodeHost): Promise<readonly Message[]> {
  return (await client.messages.list(sessionId, { limit: 500 })).filter(({ sender }) => sender.kind === 'automation');
}

/** Resolves when the agent has so many messages about its pull request. */
async function told(host: CodeHost, count: number): Promise<void> {
  const endAt = performance.now() + TOLD_WITHIN_MS;
  for (;;) {
    const acknowledged = (await messagesOf(host)).filter(({ state }) => state === 'acknowledged');
    if (acknowledged.length >= count) return;
    if (performance.now() > endAt)
      throw new Error(`${acknowledged.length} of ${count} messages were acknowledged within ${TOLD_WITHIN_MS} ms.`);
    await pause(10);
  }
}

async function atRest({ client, sessionId }: CodeHost): Promise<void> {
  await client.sessions.wait(sessionId, { until: ['done'], timeoutMs: TOLD_WITHIN_MS });
}
