import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HOOK_COMMAND, HOOK_SPOOL_VARIABLE } from '@ao/adapter-kit';
import type { Benchmark, BenchmarkContext, Findings } from '../benchmark/benchmark.ts';
import { interleave } from '../figures/interleave.ts';
import { median, quantile } from '../figures/quantile.ts';

const SIZES = { full: { hooks: 400 }, smoke: { hooks: 10 } } as const;

/** As much as a hook of a tool call usually gets. */
const PAYLOAD = JSON.stringify({ hook_event_name: 'PostToolUse', session_id: 'bench', cwd: '/', tool_response: 'x'.repeat(2_000) });

/** What an agent waits for at each of its events. */
export const hookCost: Benchmark = { name: 'hook-cost', title: 'What one hook costs its agent', run };

async function run({ scale, workshop, progress }: BenchmarkContext): Promise<Findings> {
  const { hooks } = SIZES[scale];
  const spool = join(workshop.folder, 'spool');
  mkdirSync(spool);
  const subjects = { bare: () => timeHook(':', spool), ao: () => timeHook(HOOK_COMMAND, spool) };
  await interleave(5, subjects);
  for (const name of readdirSync(spool)) rmSync(join(spool, name));
  const samples = await interleave(hooks, subjects, (round) => round % 50 === 0 && progress(`hook ${round + 1} of ${hooks}`));
  const arrived = readdirSync(spool).filter((name) => name.endsWith('.json')).length;
  const yardstick = (value: number) => ({ what: 'bare `sh -c :`', value });
  return {
    rows: [
      { what: 'p50', value: median(samples.ao), unit: 'ms', yardstick: yardstick(median(samples.bare)), aim: null },
      { what: 'p99', value: quantile(samples.ao, 0.99), unit: 'ms', yardstick: yardstick(quantile(samples.bare, 0.99)), aim: null },
    ],
    invariants: [{ what: 'every hook arrived', holds: arrived === hooks, seen: `${arrived} of ${hooks}` }],
    notes: [`${hooks} hooks with ${PAYLOAD.length} bytes each, from the start of the shell to its end; the daemon is not needed for it.`],
  };
}

/** Runs a line in the shell as agents do, and answers how long it took, in milliseconds. */
function timeHook(line: string, spool: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn('/bin/sh', ['-c', line], {
      env: { PATH: process.env['PATH'], [HOOK_SPOOL_VARIABLE]: spool },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.on('error', reject);
    child.on('exit', () => resolve(performance.now() - startedAt));
    // A line that reads nothing may be gone before it was given anything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(PAYLOAD);
  });
}
