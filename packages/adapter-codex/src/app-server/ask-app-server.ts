import { runCommand } from '@ao/adapter-kit';
import { z } from 'zod';
import type { Environment } from '../config/environment.ts';

/** One question to Codex itself. */
export interface AppServerQuestion {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Whom to ask, and with which settings in force. */
export interface AppServerOptions {
  /** Absolute path of Codex. */
  readonly program: string;
  readonly env: Environment;
  /** Flags before the question, for example `-c` with settings. */
  readonly flags?: readonly string[] | undefined;
}

/** It answers within 0.4 s; a machine under load takes longer. */
const ANSWER_WITHIN_MS = 10_000;

const answerSchema = z.object({ id: z.number(), result: z.unknown().optional(), error: z.unknown().optional() });

/**
 * Asks the app server of Codex one question: a process of its own on standard input and output, which starts no conversation and ends
 * with the answer. Null when there was none in time, or an error. Rejects only when `signal` is aborted.
 */
export async function askAppServer(options: AppServerOptions, question: AppServerQuestion, signal?: AbortSignal): Promise<unknown> {
  const messages = [
    { id: 0, method: 'initialize', params: { clientInfo: { name: 'ao', version: '1' } } },
    { method: 'initialized' },
    { id: 1, ...question },
  ];
  const answered = Promise.withResolvers<void>();
  let output = '';
  let result: unknown = null;
  await runCommand({
    argv: [options.program, 'app-server', ...(options.flags ?? [])],
    // It needs no folder; that of a project could make it read settings of the project.
    cwd: '/',
    env: options.env,
    input: messages.map((message) => `${JSON.stringify(message)}\n`).join(''),
    // It ends at the end of its input, whether or not it has answered.
    inputEnds: answered.promise,
    timeoutMs: ANSWER_WITHIN_MS,
    killGraceMs: 500,
    signal,
    onOutput(chunk, stream) {
      if (stream !== 'stdout') return;
      output += chunk.toString('utf8');
      const lines = output.split('\n');
      output = lines.pop() ?? '';
      for (const line of lines) {
        const answer = answerIn(line);
        if (answer?.id !== 1) continue;
        result = answer.error === undefined ? (answer.result ?? null) : null;
        answered.resolve();
      }
    },
  });
  signal?.throwIfAborted();
  return result;
}

function answerIn(line: string): z.infer<typeof answerSchema> | null {
  try {
    return answerSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
