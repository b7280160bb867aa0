import { AoError } from '@ao/domain';
import type { AgentV1, Clock, RuntimeV1, ToolCheck } from '@ao/ports';
import { boundedCall } from '../operation/bounded-call.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import type { Environment } from './agent-environment.ts';

/** Checks whether programs can be used, and remembers a good answer for a moment: ten spawns in a row check once. */
export interface AgentChecks {
  /** Rejects with the code of the check when the agent cannot be used. */
  agent(
    agent: AgentV1,
    request: { readonly env: Environment; readonly command: readonly string[] | null },
    signal?: AbortSignal,
  ): Promise<void>;
  /** Rejects with the code of the check when the runtime cannot be used. */
  runtime(runtime: RuntimeV1, signal?: AbortSignal): Promise<void>;
  /** How many answers are remembered. */
  remembered(): number;
}

/** How long a good answer is believed. Some agents take seconds to answer; what changes meanwhile, a launch finds out by itself. */
const REMEMBERED_MS = 60_000;

/** Makes the checks. */
export function createAgentChecks(clock: Clock): AgentChecks {
  const remembered = new Map<string, { readonly until: number; readonly answer: Promise<ToolCheck> }>();

  async function passes(
    key: string,
    ask: (signal: AbortSignal) => Promise<ToolCheck>,
    failing: AoError,
    signal?: AbortSignal,
  ): Promise<void> {
    const known = remembered.get(key);
    const answer = known !== undefined && known.until > clock.monotonic() ? known.answer : askAgain(key, ask, failing);
    // The answer is shared with others who ask at the same time: only our own waiting ends when our signal is aborted.
    const limitMs = STEP_LIMITS_MS.check;
    const check = await boundedCall({ clock, limitMs, overdue: () => failing, signal }, () => answer);
    if (check.level !== 'failed') return;
    throw new AoError(check.code ?? failing.code, {
      message: `${withPeriod(check.summary)}${remedyText(check)}`,
      details: { path: check.path },
    });
  }

  function askAgain(key: string, ask: (signal: AbortSignal) => Promise<ToolCheck>, failing: AoError): Promise<ToolCheck> {
    const limitMs = STEP_LIMITS_MS.check;
    const answer = boundedCall({ clock, limitMs, overdue: () => failing }, ask);
    for (const [known, { until }] of remembered) if (until <= clock.monotonic()) remembered.delete(known);
    remembered.set(key, { until: clock.monotonic() + REMEMBERED_MS, answer });
    const forget = () => {
      if (remembered.get(key)?.answer === answer) remembered.delete(key);
    };
    answer.then((check) => (check.level === 'failed' ? forget() : undefined), forget);
    return answer;
  }

  return {
    remembered: () => remembered.size,
    agent(agent, request, signal) {
      const message = `Checking ${agent.displayName} took too long. Run \`ao doctor\`.`;
      const failing = new AoError('AGENT_NOT_INSTALLED', { message });
      const key = `agent ${agent.name} ${JSON.stringify([request.command, request.env['PATH']])}`;
      return passes(key, (inner) => agent.check(request, inner), failing, signal);
    },
    runtime(runtime, signal) {
      const failing = new AoError('RUNTIME_UNAVAILABLE', { message: `The runtime ${runtime.name} does not answer. Run \`ao doctor\`.` });
      return passes(`runtime ${runtime.name}`, (inner) => runtime.check(inner), failing, signal);
    },
  };
}

/** A remedy is a sentence, or a command to run; many summaries name it already. */
function remedyText({ summary, remedy }: ToolCheck): string {
  if (remedy === null || summary.includes(remedy)) return '';
  return /^[A-Z]/.test(remedy) ? ` ${withPeriod(remedy)}` : ` Run \`${remedy}\`.`;
}

function withPeriod(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
