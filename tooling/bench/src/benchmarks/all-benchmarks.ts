import type { Benchmark } from '../benchmark/benchmark.ts';
import { adoption } from './adoption.ts';
import { commandStart } from './command-start.ts';
import { eventLog } from './event-log.ts';
import { hookCost } from './hook-cost.ts';
import { hookLatency } from './hook-latency.ts';
import { idleProcessor } from './idle-processor.ts';
import { keystrokeEcho } from './keystroke-echo.ts';
import { memory } from './memory.ts';
import { messageDelivery } from './message-delivery.ts';
import { pullRequests } from './pull-requests.ts';
import { runtimes } from './runtimes.ts';
import { sessionList } from './session-list.ts';
import { sessionResources } from './session-resources.ts';
import { spawnTime } from './spawn-time.ts';
import { terminalThroughput } from './terminal-throughput.ts';
import { torture } from './torture.ts';

/** The suite, in the order in which it is told. */
export const ALL_BENCHMARKS: readonly Benchmark[] = [
  commandStart,
  hookLatency,
  hookCost,
  messageDelivery,
  pullRequests,
  keystrokeEcho,
  terminalThroughput,
  spawnTime,
  adoption,
  memory,
  runtimes,
  idleProcessor,
  eventLog,
  sessionList,
  sessionResources,
  torture,
];
