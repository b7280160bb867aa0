import { statfs } from 'node:fs/promises';
import type { CheckReport, DoctorCheck } from '@ao/httpd';
import type { AgentV1, WorkspaceV1 } from '@ao/ports';
import { toAoError } from '@ao/domain';
import { inCheckFolder } from './check-folder.ts';
import type { CapturedEnvironment } from '../environment/login-shell-environment.ts';

/** Below this much free space, worktrees and terminal logs will soon not fit. */
const LOW_SPACE_BYTES = 2 * 1024 ** 3;

/** One check: its stable name, its name for people, and how to look. */
export interface NamedCheck {
  readonly id: string;
  readonly title: string;
  run(signal: AbortSignal): Promise<CheckReport>;
}

/** A check that cannot be used is no reason to lose the others: what goes wrong becomes a finding. */
export async function runCheck(check: NamedCheck, signal: AbortSignal): Promise<DoctorCheck> {
  try {
    return { id: check.id, title: check.title, ...(await check.run(signal)) };
  } catch (error) {
    const { code, message } = toAoError(error, `checking ${check.title}`);
    return { id: check.id, title: check.title, level: 'failed', summary: message, path: null, version: null, remedy: null, code };
  }
}

/** What the check of an agent takes. */
export interface AgentCheckOptions {
  readonly env: () => Promise<Readonly<Record<string, string>>>;
  readonly home: string;
}

/**
 * The check of an agent: the program, and when that can be used, whether what it reports arrives. An agent that is not installed is
 * fine as long as another one is; the caller judges that.
 */
export function agentCheck(agent: AgentV1, options: AgentCheckOptions): NamedCheck {
  return {
    id: `agent.${agent.name}`,
    title: agent.displayName,
    async run(signal) {
      const env = await options.env();
      const check = await agent.check({ env }, signal);
      if (check.level === 'failed' || agent.checkSignals === undefined) return check;
      const signals = await inCheckFolder(options.home, async (directory) => agent.checkSignals?.({ directory, env }, signal));
      if (signals === undefined) return check;
      const summary = `${check.summary} ${signals.summary}`;
      if (signals.level === 'ok') return { ...check, summary };
      return { ...check, level: signals.level, summary, remedy: check.remedy ?? signals.remedy, code: signals.code };
    },
  };
}

/** The check of the tools worktrees need. */
export function workspaceCheck(workspace: WorkspaceV1): NamedCheck {
  return { id: `workspace.${workspace.name}`, title: 'git', run: (signal) => workspace.check(signal) };
}

/** Whether agents get the environment of a login shell. */
export function environmentCheck(captured: () => Promise<CapturedEnvironment>): NamedCheck {
  return {
    id: 'environment',
    title: 'Environment',
    async run() {
      const { source, problem } = await captured();
      if (source === 'login_shell') return fine('Agents get the environment of your login shell.');
      return {
        level: 'warning',
        summary: `Agents get the daemon's own environment: ${problem ?? 'the login shell could not be asked'}.`,
        path: null,
        version: null,
        remedy: 'Check the start-up files of your shell, then: ao stop && ao start',
        code: null,
      };
    },
  };
}

/** Whether the home is safe to work in and has room. */
export function homeCheck(home: string, isOnNetwork: () => boolean): NamedCheck {
  return {
    id: 'home',
    title: 'Home',
    async run() {
      const { bavail, bsize } = await statfs(home);
      const freeBytes = bavail * bsize;
      const free = `${(freeBytes / 1024 ** 3).toFixed(1)} GB free`;
      if (isOnNetwork()) {
        return {
          ...fine(`${home}, ${free}`, home),
          level: 'warning',
          summary: `${home} is on a network file system: its locks may not hold.`,
          remedy: 'Set AO_HOME to a local folder.',
        };
      }
      if (freeBytes >= LOW_SPACE_BYTES) return fine(`${home}, ${free}`, home);
      return { ...fine('', home), level: 'warning', summary: `${home} has only ${free}.`, remedy: 'ao session cleanup' };
    },
  };
}

function fine(summary: string, path: string | null = null): CheckReport {
  return { level: 'ok', summary, path, version: null, remedy: null, code: null };
}
