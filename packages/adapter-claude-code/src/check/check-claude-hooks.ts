import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgentProgram, commandEnvironment, createHookSpool, HOOK_COMMAND, runCommand, writePrivateFile } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentSignalCheckRequest, ToolCheck } from '@ao/ports';
import { interpretClaudeHook } from '../hooks/interpret-claude-hook.ts';
import { claudeEnvironment } from '../launch/claude-environment.ts';

/** It takes half a second; a machine that is busy gets longer. */
const TIME_LIMIT_MS = 15_000;
const HOOK_TIMEOUT_SECONDS = 5;

/**
 * Lets Claude Code run the hooks of a session's start, and nothing else (`--init-only`, seen with 2.1.330: no conversation, no
 * request over the network), and looks whether they reached the spool. The person's own settings count as they do in a session: they
 * may switch all hooks off.
 */
export async function checkClaudeHooks(program: AgentProgram, request: AgentSignalCheckRequest, signal?: AbortSignal): Promise<ToolCheck> {
  const { directory, env } = request;
  const path = await program.find(env);
  const session = 'check-1' as SessionId;
  const launch = 'check' as LaunchId;
  const spool = createHookSpool({ directory: join(directory, 'sessions') });
  const spoolDirectory = await spool.prepare(session, launch);
  const worktree = join(directory, 'worktree');
  await mkdir(worktree, { mode: 0o700 });
  const settings = join(directory, 'settings.json');
  const hooks = [{ hooks: [{ type: 'command', command: HOOK_COMMAND, timeout: HOOK_TIMEOUT_SECONDS }] }];
  await writePrivateFile(settings, JSON.stringify({ hooks: { SessionStart: hooks } }));
  const result = await runCommand({
    argv: [path, '--init-only', '--settings', settings],
    cwd: worktree,
    env: commandEnvironment(env, claudeEnvironment(spoolDirectory)),
    timeoutMs: TIME_LIMIT_MS,
    signal,
  });
  signal?.throwIfAborted();
  const heard = (await spool.read(session)).flatMap(interpretClaudeHook);
  if (heard.some(({ type }) => type === 'conversation')) {
    return { level: 'ok', summary: 'Its hooks report to ao.', path, version: null, remedy: null, code: null };
  }
  const words = result.stderr.trim().split('\n').at(-1) ?? '';
  const how = result.outcome === 'exited' ? `it ended with code ${result.exitCode}` : `it ${result.outcome.replace('_', ' ')}`;
  return {
    level: 'warning',
    summary: `Its hooks did not report (${how}${words === '' ? '' : `: ${words.slice(0, 200)}`}); its status comes from its notes and its screen.`,
    path,
    version: null,
    remedy: 'Look whether hooks are switched off (disableAllHooks) in its settings, or by a policy of your organisation.',
    code: null,
  };
}
