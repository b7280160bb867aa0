import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgentProgram, createHookSpool, HOOK_COMMAND, HOOK_SPOOL_VARIABLE, runCommand } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentSignalCheckRequest, ToolCheck } from '@ao/ports';
import { interpretPiHook } from './pi-hooks.ts';

const TIME_LIMIT_MS = 15_000;

/** What is tried. */
export interface PiSignalsCheckOptions {
  readonly program: AgentProgram;
  /** Path of `ao-extension.mjs`. */
  readonly extension: string;
}

/** Starts Pi without a terminal and with nothing to do, and looks whether its extension reported the start. */
export async function checkPiSignals(
  { program, extension }: PiSignalsCheckOptions,
  { directory, env }: AgentSignalCheckRequest,
  signal?: AbortSignal,
): Promise<ToolCheck> {
  const path = await program.find(env);
  const session = 'check-1' as SessionId;
  const spool = createHookSpool({ directory: join(directory, 'sessions') });
  const spoolDirectory = await spool.prepare(session, 'check' as LaunchId);
  const cwd = join(directory, 'worktree');
  await mkdir(cwd, { mode: 0o700 });
  const result = await runCommand({
    argv: [path, '--offline', '--mode', 'rpc', '--no-session', '--extension', extension],
    cwd,
    env: { ...env, AO_PI_HOOK: HOOK_COMMAND, [HOOK_SPOOL_VARIABLE]: spoolDirectory },
    timeoutMs: TIME_LIMIT_MS,
    signal,
  });
  signal?.throwIfAborted();
  const heard = (await spool.read(session)).flatMap(interpretPiHook);
  if (heard.some(({ type }) => type === 'conversation')) {
    return { level: 'ok', summary: 'Its extension reports to ao.', path, version: null, remedy: null, code: null };
  }
  const words = result.stderr.trim().split('\n').at(-1) ?? '';
  const summary = `Its extension did not report${words === '' ? '' : ` (${words.slice(0, 200)})`}; its status comes from its conversation and its screen.`;
  return {
    level: 'warning',
    summary,
    path,
    version: null,
    remedy: `pi --mode rpc --no-session --extension ${extension} </dev/null`,
    code: null,
  };
}
