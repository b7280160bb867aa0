import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgentProgram, commandEnvironment, createHookSpool, readProgramVersion, runCommand } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentSignalCheckRequest, ToolCheck } from '@ao/ports';
import { tomlString } from '../config/toml-text.ts';
import { type CodexHookEvent, hookFlags, hookTrustFlags } from '../hooks/codex-hooks.ts';
import { createHookFingerprints } from '../hooks/hook-fingerprints.ts';
import { interpretCodexHook } from '../hooks/interpret-codex-hook.ts';
import { codexEnvironment } from '../launch/codex-environment.ts';

/** The first hook runs after 0.3 s; a machine that is busy gets longer. */
const TIME_LIMIT_MS = 10_000;

/** It runs with the first prompt, before the model is asked. */
const EVENT: CodexHookEvent = 'SessionStart';

const SESSION = 'check-1' as SessionId;
const LAUNCH = 'check' as LaunchId;

/** A provider nobody can reach: whatever the person has set, no model hears of this, and no login is used. */
const NO_PROVIDER = [
  '-c',
  'model_provider="ao-check"',
  '-c',
  `model_providers={"ao-check"={name="ao-check",base_url=${tomlString('http://127.0.0.1:1/v1')},wire_api="responses"}}`,
];

/**
 * Lets Codex begin a turn that leaves no record and reaches no model, up to its first hook, and looks whether that reached the
 * spool; then it is ended. The person's own settings count as they do in a session: they may switch all hooks off.
 */
export async function checkCodexHooks(program: AgentProgram, request: AgentSignalCheckRequest, signal?: AbortSignal): Promise<ToolCheck> {
  const { directory, env } = request;
  const path = await program.find(env);
  const version = (await readProgramVersion(path, env, signal)) ?? '';
  // Asked anew: what an earlier launch was told may not hold since the person has changed the settings.
  const fingerprint = (await createHookFingerprints()({ program: path, env, version }, signal))?.get(EVENT);
  const finding = (level: 'ok' | 'warning', summary: string, remedy: string | null): ToolCheck => {
    return { level, summary, path, version: null, remedy, code: null };
  };
  if (fingerprint === undefined) {
    const summary = 'It does not tell how it names our hooks, so its sessions have none; their status comes from the screen.';
    return finding('warning', summary, 'Look whether hooks are switched off in ~/.codex/config.toml (`codex features list`).');
  }
  const flags = [...hookFlags([EVENT]), ...hookTrustFlags([fingerprint])];
  if (await reports({ path, flags, directory, env }, signal)) return finding('ok', 'Its hooks report to ao.', null);
  const summary = 'Its hooks did not report; its status comes from its records and its screen.';
  return finding('warning', summary, 'Look whether hooks are switched off, by ~/.codex/config.toml or by a policy of your organisation.');
}

interface TrialRun extends AgentSignalCheckRequest {
  readonly path: string;
  readonly flags: readonly string[];
}

async function reports({ path, flags, directory, env }: TrialRun, signal: AbortSignal | undefined): Promise<boolean> {
  const spool = createHookSpool({ directory: join(directory, 'sessions') });
  const additions = codexEnvironment(await spool.prepare(SESSION, LAUNCH));
  const folder = join(directory, 'folder');
  await mkdir(folder, { mode: 0o700 });
  const heard = new AbortController();
  const isHeard = async (): Promise<boolean> =>
    (await spool.read(SESSION)).flatMap(interpretCodexHook).some(({ type }) => type === 'conversation');
  const arrivals = spool.watch(SESSION, () => {
    void isHeard().then((yes) => yes && heard.abort());
  });
  await runCommand({
    argv: [path, 'exec', '--ephemeral', '--skip-git-repo-check', '--sandbox', 'read-only', ...NO_PROVIDER, ...flags, '--', 'hello'],
    cwd: folder,
    env: commandEnvironment(env, additions),
    timeoutMs: TIME_LIMIT_MS,
    killGraceMs: 500,
    signal: signal === undefined ? heard.signal : AbortSignal.any([signal, heard.signal]),
  });
  arrivals.close();
  signal?.throwIfAborted();
  return isHeard();
}
